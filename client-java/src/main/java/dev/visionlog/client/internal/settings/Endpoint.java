package dev.visionlog.client.internal.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server is.
 *
 * @param host a name or an address; an IPv6 address without its brackets
 * @param port from 1 to 65535
 */
public record Endpoint(String host, int port, boolean tls) {
  private static final int DEFAULT_PORT = 50_051;
  private static final int LAST_PORT = 65_535;

  private static final Pattern FORM =
      Pattern.compile(
          """
          (?x) (?: (?<scheme> \\w+ ) :// )?
          (?: \\[ (?<ipv6> [\\p{XDigit}.]* : [\\p{XDigit}:.]+ (?: % [\\w.-]+ )? ) \\] | (?<name> \\w [\\w.-]* ) )
          (?: : (?<port> \\d{1,5} ) )?
          (?<path> / .* )?""");

  private static final Pattern BARE_IPV6 = Pattern.compile("\\p{XDigit}{0,4}:[\\p{XDigit}.]*:.*");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|::1|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

  /** The parts of a text that cannot be a secret: a scheme, a host, a port of digits. */
  private static final Pattern PRINTABLE =
      Pattern.compile("(\\w+:/{2,3})?(\\[[\\w:.%]*]|[\\w.-]*)(:\\d{1,9}(?=/|$))?");

  /**
   * Reads {@code host}, {@code host:port}, and both after {@code dns:///}, {@code http://} and
   * {@code https://}. Only the last one means TLS. The path of a URL has no meaning here.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static Endpoint parse(String text) {
    refuseWhatIsNoAddress(text);
    Matcher matcher = FORM.matcher(text.replaceFirst("^(?i)dns:///", "dns://"));
    SettingType.check(matcher.matches());
    String scheme =
        Optional.ofNullable(matcher.group("scheme")).orElse("").toLowerCase(Locale.ROOT);
    checkScheme(scheme, text, matcher.group("path") != null);
    String host = Optional.ofNullable(matcher.group("ipv6")).orElse(matcher.group("name"));
    return new Endpoint(
        host.toLowerCase(Locale.ROOT),
        port(Optional.ofNullable(matcher.group("port"))),
        scheme.equals("https"));
  }

  private static void refuseWhatIsNoAddress(String text) {
    if (text.contains("@")) {
      throw new RefusedValueException(
          "a user name, password or token has no place in it; set api_key");
    }
    if (text.contains("?") || text.contains("#")) {
      throw new RefusedValueException("a query or fragment has no place in it");
    }
    if (BARE_IPV6.matcher(text).matches()) {
      throw new RefusedValueException("an IPv6 address stands in brackets, as in [::1]:50051");
    }
  }

  private static void checkScheme(String scheme, String text, boolean hasPath) {
    boolean isKnown =
        switch (scheme) {
          case "http", "https" -> true;
          // With two slashes, what follows would be a name server.
          case "dns" -> text.regionMatches(true, 0, "dns:///", 0, 7) && !hasPath;
          case "" -> !hasPath;
          default -> false;
        };
    SettingType.check(isKnown);
  }

  private static int port(Optional<String> text) {
    int port = text.map(Integer::parseInt).orElse(DEFAULT_PORT);
    if (port < 1 || port > LAST_PORT) {
      throw new RefusedValueException("a port is from 1 to " + LAST_PORT);
    }
    return port;
  }

  /** What may be printed of any text, well-formed or not. */
  static String masked(String text) {
    Matcher printable = PRINTABLE.matcher(text);
    if (text.matches("(?s).*[@?#].*") || !printable.lookingAt()) {
      return "***";
    }
    return printable.end() == text.length() ? text : printable.group() + "…";
  }

  /** Whether it is surely on this machine. Names are not looked up. */
  boolean isLoopback() {
    return LOOPBACK.matcher(host).matches();
  }

  /** As gRPC wants it: {@code host:port}, an IPv6 address in brackets. */
  public String authority() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** A text that {@link #parse} reads back. */
  @Override
  public String toString() {
    return (tls ? "https://" : "") + authority();
  }
}
