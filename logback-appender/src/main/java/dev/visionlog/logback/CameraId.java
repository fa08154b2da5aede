package dev.visionlog.logback;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** Where events name the camera they concern. */
final class CameraId {
  /** Of key-value pairs and of the MDC. */
  static final String KEY = "camera_id";

  private static final String MARKER = "camera=";
  private static final int MAX_DIGITS = 19;

  private CameraId() {}

  /** A whole number of 0 or more, or a text with one; null if the value is neither. */
  static @Nullable Long of(@Nullable Object value) {
    if (value instanceof String text) {
      return parse(text.strip());
    }
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return natural(((Number) value).longValue());
    }
    return value instanceof Number number ? parse(wholePart(number)) : null;
  }

  /** Of {@code camera=3} or {@code camera_id=3}. */
  static @Nullable Long of(Marker marker) {
    String name = marker.getName();
    if (name.startsWith(MARKER)) {
      return parse(name.substring(MARKER.length()));
    }
    return name.startsWith(KEY + "=") ? parse(name.substring(KEY.length() + 1)) : null;
  }

  private static String wholePart(Number number) {
    if (number instanceof BigDecimal || number instanceof BigInteger) {
      return number.toString();
    }
    double value = number.doubleValue();
    return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : "";
  }

  private static @Nullable Long parse(String text) {
    if (text.isEmpty() || text.length() > MAX_DIGITS || !text.chars().allMatch(CameraId::isDigit)) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static @Nullable Long natural(long value) {
    return value < 0 ? null : value;
  }
}
