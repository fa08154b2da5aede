package dev.visionlog.client.internal.entry;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of a prediction may be. Each throws an {@link IllegalArgumentException} that
 * names the field, what was given and what is allowed; null is allowed where it is marked.
 */
public final class Check {
  private static final int SHOWN = 40;
  private static final Duration DAY = Duration.ofDays(1);

  private Check() {}

  public static void required(String field, String text, int maxLength) {
    Objects.requireNonNull(text, field);
    text(field, text, maxLength);
  }

  public static void text(String field, @Nullable String text, int maxLength) {
    if (text != null && text.length() > maxLength) {
      throw invalid(
          field,
          "'" + text.substring(0, SHOWN) + "…' of " + text.length() + " characters",
          "have at most " + maxLength);
    }
  }

  public static void fraction(String field, @Nullable Double value) {
    if (value != null && !(value >= 0 && value <= 1)) {
      throw invalid(field, value, "be from 0 to 1");
    }
  }

  public static void notNegative(String field, @Nullable Long value) {
    if (value != null && value < 0) {
      throw invalid(field, value, "be 0 or greater");
    }
  }

  public static void upToADay(String field, @Nullable Duration value) {
    if (value != null && (value.isNegative() || value.compareTo(DAY) > 0)) {
      throw invalid(field, value, "be from 0 to a day");
    }
  }

  public static void count(String field, Collection<?> values, int most) {
    if (values.size() > most) {
      throw invalid(field, "list of " + values.size(), "have at most " + most);
    }
  }

  private static IllegalArgumentException invalid(String field, Object given, String must) {
    return new IllegalArgumentException("Invalid " + field + " " + given + ". Must " + must);
  }
}
