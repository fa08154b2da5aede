package dev.visionlog.logback;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which keys of the MDC become extra data.
 *
 * @param include if there are any, one has to match
 * @param exclude none may match
 */
record MdcFilter(List<Pattern> include, List<Pattern> exclude) {

  /** Of globs, in which {@code *} stands for any text and {@code ?} for any character. */
  static MdcFilter of(List<String> include, List<String> exclude) {
    return new MdcFilter(patterns(include), patterns(exclude));
  }

  boolean accepts(String key) {
    return (include.isEmpty() || matches(include, key)) && !matches(exclude, key);
  }

  private static boolean matches(List<Pattern> patterns, String key) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(key).matches());
  }

  private static List<Pattern> patterns(List<String> globs) {
    return globs.stream().map(MdcFilter::pattern).toList();
  }

  private static Pattern pattern(String glob) {
    return Pattern.compile(
        glob.codePoints()
            .mapToObj(
                character ->
                    switch (character) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(character));
                    })
            .collect(Collectors.joining()),
        Pattern.DOTALL);
  }
}
