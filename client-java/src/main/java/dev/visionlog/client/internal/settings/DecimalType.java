package dev.visionlog.client.internal.settings;

import java.util.regex.Pattern;

record DecimalType(double min, double max) implements SettingType<Double> {
  /** Java itself would also read {@code 2f}, {@code 0x1p3} and {@code NaN}. */
  private static final Pattern PLAIN = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  @Override
  public Double parse(String text) {
    SettingType.check(PLAIN.matcher(text).matches());
    return Double.valueOf(text);
  }

  @Override
  public Double checked(Double value) {
    SettingType.check(value >= min && value <= max);
    return value;
  }

  @Override
  public String show(Double value) {
    return value.toString().replaceFirst("\\.0$", "");
  }

  @Override
  public String allowed() {
    return "a number from " + show(min) + " to " + show(max);
  }
}
