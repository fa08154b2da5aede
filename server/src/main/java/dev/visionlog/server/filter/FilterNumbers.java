package dev.visionlog.server.filter;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and bounds numbers. */
final class FilterNumbers {

  /**
   * So many digits may stand before and after the point. Enough for every double, and few enough
   * that an exponent cannot make a number of a few characters fill the memory.
   */
  static final int MAX_DIGITS = 400;

  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

  private FilterNumbers() {}

  /** Whether the text is a number as JSON writes it. */
  static boolean isNumber(String text) {
    return JSON_NUMBER.matcher(text).matches();
  }

  /** The value of a text that {@link #isNumber is a number}. Throws if it is out of range. */
  static BigDecimal number(String text) {
    try {
      return checked(new BigDecimal(text));
    } catch (NumberFormatException e) {
      throw outOfRange();
    }
  }

  /** The number without trailing zeros. Throws if it has too many digits. */
  static BigDecimal checked(BigDecimal number) {
    // In long: a scale near its limits would overflow.
    long integerDigits = (long) number.precision() - number.scale();
    if (integerDigits > MAX_DIGITS || number.scale() > MAX_DIGITS) {
      throw outOfRange();
    }
    return number.stripTrailingZeros();
  }

  /** The 64-bit integer that the text gives. */
  static Optional<Long> integer(String text) {
    if (!INTEGER.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The double nearest to the number that the text gives, as JSON writes it. */
  static Optional<Double> decimal(String text) {
    return isNumber(text)
        ? Optional.of(Double.valueOf(text)).filter(Double::isFinite)
        : Optional.empty();
  }

  /** Compares as PostgreSQL does: both zeros are equal, and what is not a number is the largest. */
  static int compare(double left, double right) {
    return Double.compare(withoutSignedZero(left), withoutSignedZero(right));
  }

  /** The same number; of the two zeros the one without a sign. */
  static double withoutSignedZero(double number) {
    return number + 0.0;
  }

  private static FilterException outOfRange() {
    return new FilterException(
        0, "A number may have " + MAX_DIGITS + " digits before and after the point");
  }
}
