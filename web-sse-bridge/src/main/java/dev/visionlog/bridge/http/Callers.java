package dev.visionlog.bridge.http;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import dev.visionlog.bridge.upstream.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Finds out who asks: by the header {@code Authorization}, otherwise by the session's cookie. */
public final class Callers {
  static final String COOKIE = "visionlog_session";

  private Callers() {}

  public static Caller of(HttpRequest request) {
    return new Caller(
        Optional.ofNullable(request.headers().get(HttpHeaderNames.AUTHORIZATION))
            .or(() -> cookie(request)));
  }

  private static Optional<String> cookie(HttpRequest request) {
    return request.headers().cookies().stream()
        .filter(cookie -> cookie.name().equals(COOKIE))
        .findFirst()
        .map(Cookie::value)
        .flatMap(Callers::key)
        .map(key -> "Bearer " + key);
  }

  /** A cookie's value as the key that it was made of. */
  private static Optional<String> key(String value) {
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
