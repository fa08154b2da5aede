package dev.visionlog.logback;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** Where events name the source they are of. */
final class SourceName {
  /** Of key-value pairs and of the MDC. */
  static final String KEY = "source";

  /** The server takes no longer one. */
  static final int MAX_LENGTH = 100;

  private static final String MARKER = KEY + "=";

  private SourceName() {}

  /** A text or an enum's; null if the value is no source. */
  static @Nullable String of(@Nullable Object value) {
    if (value instanceof String text) {
      return valid(text);
    }
    return value instanceof Enum<?> constant ? valid(constant.name()) : null;
  }

  /** Of {@code source=worker}. */
  static @Nullable String of(Marker marker) {
    String name = marker.getName();
    return name.startsWith(MARKER) ? valid(name.substring(MARKER.length())) : null;
  }

  private static @Nullable String valid(String text) {
    return text.isBlank() || text.length() > MAX_LENGTH ? null : text;
  }
}
