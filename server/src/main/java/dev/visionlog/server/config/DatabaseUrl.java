package dev.visionlog.server.config;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL is, read from either form that people have at hand: {@code
 * jdbc:postgresql://host/db?user=…} or {@code postgres://user:password@host/db}.
 *
 * @param jdbcUrl without user and password
 */
record DatabaseUrl(String jdbcUrl, Optional<String> user, Optional<Secret> password) {
  private static final Pattern FORM =
      Pattern.compile(
          """
          (?ix) (?: jdbc:postgresql | postgres(?:ql)? ) ://
          (?: (?<user> [^:@/?]* ) (?: : (?<password> [^/?]* ) )? @ )?
          (?<place> [^?@]* )
          (?: \\? (?<query> .* ) )?""");

  static DatabaseUrl parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException();
    }
    Query query = Query.parse(Optional.ofNullable(matcher.group("query")).orElse(""));
    String jdbcUrl = "jdbc:postgresql://" + matcher.group("place") + query.rest();
    checkDriverTakes(jdbcUrl);
    return new DatabaseUrl(
        jdbcUrl,
        decoded(matcher.group("user")).or(query::user),
        decoded(matcher.group("password")).or(query::password).map(Secret::new));
  }

  private static void checkDriverTakes(String jdbcUrl) {
    try {
      DriverManager.getDriver(jdbcUrl);
    } catch (SQLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Optional<String> decoded(@Nullable String part) {
    return Optional.ofNullable(part)
        .filter(text -> !text.isEmpty())
        .map(text -> text.replace("+", "%2B"))
        .map(text -> URLDecoder.decode(text, StandardCharsets.UTF_8));
  }

  /** The URL with the user, but without the password. */
  String withoutPassword() {
    String separator = jdbcUrl.contains("?") ? "&" : "?";
    return jdbcUrl
        + user.map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
            .map(name -> separator + "user=" + name)
            .orElse("");
  }

  /** Any text, well-formed or not, without what may be a password in it. */
  static String masked(String text) {
    return text.replaceAll("(?is)^((?:jdbc:)?[a-z]+://)?.*@", "$1" + Secret.MASK + "@")
        .replaceAll("(?i)(password=)[^&]*", "$1" + Secret.MASK);
  }

  /** The parameters of the URL, with the credentials set apart. */
  private record Query(String rest, Optional<String> user, Optional<String> password) {
    static Query parse(String text) {
      List<String> rest = new ArrayList<>();
      Optional<String> user = Optional.empty();
      Optional<String> password = Optional.empty();
      for (String parameter : text.split("&")) {
        String value = parameter.substring(parameter.indexOf('=') + 1);
        switch (parameter.toLowerCase(Locale.ROOT).replaceFirst("=.*", "")) {
          case "" -> {}
          case "user" -> user = decoded(value);
          case "password" -> password = decoded(value);
          default -> rest.add(parameter);
        }
      }
      return new Query(rest.isEmpty() ? "" : "?" + String.join("&", rest), user, password);
    }
  }
}
