package dev.visionlog.cli.importing;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression whose named groups are the parts of an entry: time, level, logger, message,
 * source, camera (or cameraid). Every other named group is extra data. It has to match a whole
 * line, so that no text is lost in silence.
 */
public final class LinePattern {
  private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");
  private static final Set<String> FIELDS =
      Set.of("time", "level", "logger", "message", "source", "camera", "cameraid");

  private final Pattern pattern;
  private final Set<String> groups = new LinkedHashSet<>();

  public LinePattern(String regex) {
    try {
      this.pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      String at = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
      throw new IllegalArgumentException("Invalid pattern: " + e.getDescription() + at, e);
    }
    findGroups(regex);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException(
          "The pattern has no named group such as (?<message>.*); docs/import.md has examples");
    }
  }

  /** The parts of the line, or null if it does not match. */
  @Nullable Parts match(String line) throws BadLineException {
    try {
      Matcher matcher = pattern.matcher(line);
      return matcher.matches() ? new Parts(matcher) : null;
    } catch (StackOverflowError e) {
      throw new BadLineException("The line is too long for this pattern");
    }
  }

  /** Names of groups that are extra data, in the order of the pattern. */
  Set<String> extraGroups() {
    Set<String> extra = new LinkedHashSet<>(groups);
    extra.removeAll(FIELDS);
    return extra;
  }

  /** A name in an escape or a class only looks like a group; a match, also an empty one, knows. */
  private void findGroups(String regex) {
    Matcher emptyMatch = Pattern.compile(regex + "|").matcher("");
    boolean matched = emptyMatch.find();
    Matcher names = GROUP.matcher(regex);
    while (names.find()) {
      if (!matched || isGroup(emptyMatch, names.group(1))) {
        groups.add(names.group(1));
      }
    }
  }

  private static boolean isGroup(Matcher match, String name) {
    try {
      return match.start(name) >= -1;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }

  /** A line that matched. */
  final class Parts {
    private final Matcher matcher;

    private Parts(Matcher matcher) {
      this.matcher = matcher;
    }

    boolean has(String group) {
      return groups.contains(group);
    }

    /** What the group took; null if there is no such group or it took no part. */
    @Nullable String get(String group) {
      return groups.contains(group) ? matcher.group(group) : null;
    }
  }
}
