package dev.visionlog.server.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces secrets in texts by {@code ***}: passwords in URLs, bearer and basic tokens, the values
 * of {@code password=}, {@code token:} and the like, and whatever the patterns of the settings
 * find. Immutable.
 *
 * <p>Most texts have nothing to mask, so that a text is only searched with regular expressions if
 * it has the characters without which they cannot match.
 *
 * <p>Texts come from strangers. So no expression here has a group that repeats, for which Java
 * needs stack, and none begins with something that repeats, which would be tried from every place.
 */
public final class Masking {
  private static final String MASK = "***";

  /**
   * RFC 3986: userinfo is everything between {@code //} and the last {@code @} of the authority.
   */
  private static final Pattern URL_PASSWORD =
      Pattern.compile("(://[^\\s/?#:@\"<>\\[]*+):([^\\s/?#\"<>]*)@");

  /** RFC 6750. */
  private static final Pattern BEARER =
      Pattern.compile("(?i)(\\bbearer\\s++)([A-Za-z0-9._~+/-]{6,}+=*+)");

  /** RFC 7617: Base64, whose length is a multiple of four, and which is no ordinary word. */
  private static final Pattern BASIC =
      Pattern.compile(
          "(\\b(?i:basic)\\s++)(?![A-Za-z]?[a-z]++(?![A-Za-z0-9+/=]))([A-Za-z0-9+/]{6,}+={0,2}+)");

  private static final String KEY_WORDS =
      "pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key"
          + "|private[_-]?key|client[_-]?secret|credentials?";

  /**
   * At the beginning of a word; or after a hump in a word that begins with a small letter, as
   * variables do and classes do not.
   */
  private static final String WORD_START =
      "(?:(?<![A-Za-z])|(?=[A-Z])(?<=(?<![A-Za-z0-9])[a-z][A-Za-z0-9]{0,40}))";

  /** A key word, then = or :. A value follows. */
  private static final Pattern KEY =
      Pattern.compile(WORD_START + "(?i:" + KEY_WORDS + ")[\"']?\\s*+[=:]\\s*+");

  private static final Pattern SECRET_KEY =
      Pattern.compile(WORD_START + "(?i:" + KEY_WORDS + "|authorization|cookie|set-cookie)$");

  /** The end of a key says what it is. */
  private static final int KEY_END = 100;

  /** What a secret key ends with: most keys do not, and need no expression. */
  private static final List<String> KEY_ENDINGS =
      List.of(
          "pass",
          "word",
          "wd",
          "phrase",
          "secret",
          "token",
          "key",
          "credential",
          "credentials",
          "authorization",
          "cookie");

  /** Last letters of the key words: what can stand before = or : in something to mask. */
  private static final String LAST_LETTERS = "sSdDeEtTnNyY\"'";

  private static final String AFTER_VALUE = ",;&\"'<>(){}[]";

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
      masked = replace(URL_PASSWORD, masked, "$1:" + MASK + "@");
    }
    if (mayHaveAuthorization(masked)) {
      masked = replace(BEARER, masked, "$1" + MASK);
      masked = BASIC.matcher(masked).replaceAll(Masking::basicMasked);
    }
    if (mayHaveKeyValue(masked)) {
      masked = maskValues(masked);
    }
    for (Pattern pattern : more) {
      masked = pattern.matcher(masked).replaceAll(Masking::groupMasked);
    }
    return masked.equals(text) ? text : masked;
  }

  /** Whether the value of this key in extra data is a secret, whatever it looks like. */
  public boolean isSecretKey(String key) {
    if (!mayBeSecretKey(key)) {
      return false;
    }
    String end = key.length() <= KEY_END ? key : key.substring(key.length() - KEY_END);
    return SECRET_KEY.matcher(end).find();
  }

  /** What a secret is replaced by. */
  public String maskText() {
    return MASK;
  }

  private static String replace(Pattern pattern, String text, String replacement) {
    return pattern.matcher(text).replaceAll(replacement);
  }

  private static String basicMasked(MatchResult match) {
    boolean base64 = match.group(2).length() % 4 == 0;
    return Matcher.quoteReplacement(base64 ? match.group(1) + MASK : match.group());
  }

  private static String maskValues(String text) {
    Matcher key = KEY.matcher(text);
    StringBuilder masked = new StringBuilder(text.length());
    int done = 0;
    int from = 0;
    while (key.find(from)) {
      int value = key.end();
      int end = valueEnd(text, value);
      from = Math.max(end, value);
      if (isSecretValue(text, value, end)) {
        boolean quoted = isQuote(text.charAt(value));
        int start = quoted ? value + 1 : value;
        boolean closed = quoted && end - 1 > value && text.charAt(end - 1) == text.charAt(value);
        masked.append(text, done, start).append(MASK);
        done = closed ? end - 1 : end;
      }
    }
    return masked.append(text, done, text.length()).toString();
  }

  private static boolean isSecretValue(String text, int start, int end) {
    if (start == end || text.startsWith(MASK, start)) {
      return false;
    }
    return end - start > 6
        || !NOT_VALUES.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
  }

  /** Behind the value, with its quotes if it has some. One that is not closed goes to the end. */
  private static int valueEnd(String text, int start) {
    int i = start;
    if (i < text.length() && isQuote(text.charAt(i))) {
      char quote = text.charAt(i);
      for (i++; i < text.length() && text.charAt(i) != quote; i++) {
        if (text.charAt(i) == '\\') {
          i++;
        }
      }
      return Math.min(i + 1, text.length());
    }
    while (i < text.length()
        && AFTER_VALUE.indexOf(text.charAt(i)) < 0
        && !Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static String groupMasked(MatchResult match) {
    if (match.groupCount() == 0 || match.start(1) < 0) {
      return MASK;
    }
    String all = match.group();
    int start = match.start(1) - match.start();
    int end = match.end(1) - match.start();
    return Matcher.quoteReplacement(all.substring(0, start) + MASK + all.substring(end));
  }

  /** An expression's {@code $} also stands before a line's end. */
  private static boolean mayBeSecretKey(String key) {
    int length = key.length();
    return length > 0
        && (Character.isWhitespace(key.charAt(length - 1))
            || key.charAt(length - 1) > 0x7F
            || KEY_ENDINGS.stream().anyMatch(ending -> endsWith(key, ending)));
  }

  private static boolean endsWith(String key, String ending) {
    int start = key.length() - ending.length();
    return start >= 0 && key.regionMatches(true, start, ending, 0, ending.length());
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
    while (i > 0 && Character.isWhitespace(text.charAt(i))) {
      i--;
    }
    return LAST_LETTERS.indexOf(text.charAt(i)) >= 0;
  }
}
