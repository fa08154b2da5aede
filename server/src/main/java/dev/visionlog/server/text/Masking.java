package dev.visionlog.server.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces secrets in texts by {@code ***}: passwords in URLs, bearer and basic tokens, the values
 * of {@code password=}, {@code token:} and the like, and whatever the patterns of the settings
 * find. Immutable.
 *
 * <p>Most texts have nothing to mask, so that a text is only searched with regular expressions if
 * it has the characters without which they cannot match.
 */
public final class Masking {
  private static final String MASK = "***";

  /**
   * RFC 3986: userinfo is everything between {@code //} and the last {@code @} of the authority.
   */
  private static final Pattern URL_PASSWORD =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://[^\\s/?#:@\"'<>]*):([^\\s/?#\"'<>]*)@");

  /** RFC 6750 and RFC 7617. */
  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i)\\b(bearer|basic)(\\s+)([A-Za-z0-9._~+/-]{6,}=*)");

  private static final String KEY_WORDS =
      "pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key"
          + "|private[_-]?key|client[_-]?secret|credentials?";

  /** A key word, perhaps at the end of a longer name, then = or :, then a value, perhaps quoted. */
  private static final Pattern KEY_VALUE =
      Pattern.compile(
          "(?i)(?<![a-z])((?:[a-z0-9]+[_.-])*(?:"
              + KEY_WORDS
              + ")[\"']?\\s*[=:]\\s*)"
              + "(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|(?!\\*\\*\\*)[^\\s,;&\"'<>(){}\\[\\]]+)");

  private static final Pattern SECRET_KEY =
      Pattern.compile("(?i)(?:.*[_.-])?(?:" + KEY_WORDS + "|authorization|cookie|set-cookie)");

  /** Last letters of the key words: what can stand before = or : in something to mask. */
  private static final String LAST_LETTERS = "sSdDeEtTnNyY\"'";

  private static final Set<String> NOT_VALUES =
      Set.of("bearer", "basic", "null", "none", "true", "false");

  private final List<Pattern> more;

  /**
   * @param more further secrets: of a match, the first group is masked, or all of it if there is
   *     none
   */
  public Masking(List<Pattern> more) {
    this.more = List.copyOf(more);
  }

  /** The text without its secrets; the same object if there are none. */
  public String mask(String text) {
    String masked = text;
    if (text.contains("://")) {
      masked = URL_PASSWORD.matcher(masked).replaceAll("$1:" + MASK + "@");
    }
    if (mayHaveAuthorization(masked)) {
      masked = AUTHORIZATION.matcher(masked).replaceAll("$1$2" + MASK);
    }
    if (mayHaveKeyValue(masked)) {
      masked = KEY_VALUE.matcher(masked).replaceAll(Masking::keyAndMask);
    }
    for (Pattern pattern : more) {
      masked = pattern.matcher(masked).replaceAll(Masking::groupMasked);
    }
    return masked;
  }

  /** Whether the value of this key in extra data is a secret, whatever it looks like. */
  public boolean isSecretKey(String key) {
    return key.length() <= 100 && SECRET_KEY.matcher(key).matches();
  }

  /** What a secret is replaced by. */
  public String maskText() {
    return MASK;
  }

  private static String keyAndMask(java.util.regex.MatchResult match) {
    String value = match.group(2);
    if (NOT_VALUES.contains(value.toLowerCase(Locale.ROOT))) {
      return Matcher.quoteReplacement(match.group());
    }
    char quote = value.charAt(0);
    boolean quoted = quote == '"' || quote == '\'';
    String masked = quoted ? quote + MASK + quote : MASK;
    return Matcher.quoteReplacement(match.group(1) + masked);
  }

  private static String groupMasked(java.util.regex.MatchResult match) {
    if (match.groupCount() == 0 || match.start(1) < 0) {
      return MASK;
    }
    String all = match.group();
    int start = match.start(1) - match.start();
    int end = match.end(1) - match.start();
    return Matcher.quoteReplacement(all.substring(0, start) + MASK + all.substring(end));
  }

  private static boolean mayHaveAuthorization(String text) {
    for (int i = 0; i + 6 < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == 'b' || c == 'B')
          && (text.regionMatches(true, i, "bearer", 0, 6)
              || text.regionMatches(true, i, "basic", 0, 5))) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayHaveKeyValue(String text) {
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == '=' || c == ':') && endsKeyWord(text, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsKeyWord(String text, int separator) {
    int i = separator - 1;
    while (i > 0 && text.charAt(i) == ' ') {
      i--;
    }
    return LAST_LETTERS.indexOf(text.charAt(i)) >= 0;
  }
}
