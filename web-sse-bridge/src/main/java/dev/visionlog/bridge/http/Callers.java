package dev.visionlog.bridge.http;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import dev.visionlog.bridge.upstream.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds out who asks: by the header {@code Authorization}, otherwise by the session's cookie. What
 * can be no key counts as none, so that a cookie that is broken breaks no request.
 */
public final class Callers {
  /** Holds the key itself, since the bridge keeps nothing: no script can read it. */
  public static final String COOKIE = "visionlog_session";

  /** What a header can carry. */
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,2000}");

  private static final Pattern HEADER = Pattern.compile("[\\x20-\\x7e]+");

  private Callers() {}

  public static Caller of(HttpRequest request) {
    return new Caller(
        Optional.ofNullable(request.headers().get(HttpHeaderNames.AUTHORIZATION))
            .filter(HEADER.asMatchPredicate())
            .or(() -> cookie(request)));
  }

  private static Optional<String> cookie(HttpRequest request) {
    return request.headers().cookies().stream()
        .filter(cookie -> cookie.name().equals(COOKIE))
        .findFirst()
        .map(Cookie::value)
        .flatMap(Callers::key)
        .map(Callers::bearer);
  }

  /** Who has this key; nobody, if it can be none. */
  public static Optional<Caller> of(String key) {
    return Optional.of(key)
        .filter(KEY.asMatchPredicate())
        .map(Callers::bearer)
        .map(header -> new Caller(Optional.of(header)));
  }

  private static String bearer(String key) {
    return "Bearer " + key;
  }

  /** A key as the value of a cookie. */
  public static String cookieValue(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /** A cookie's value as the key that it was made of. */
  private static Optional<String> key(String value) {
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8))
          .filter(KEY.asMatchPredicate());
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
