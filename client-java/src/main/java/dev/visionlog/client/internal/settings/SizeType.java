package dev.visionlog.client.internal.settings;

import dev.visionlog.client.internal.settings.UnitScale.Unit;
import java.util.List;

/** A number of bytes. */
record SizeType(long min, long max) implements SettingType<Long> {
  private static final UnitScale BYTES =
      new UnitScale(
          List.of(
              new Unit("B", 1),
              new Unit("KiB", 1L << 10),
              new Unit("MiB", 1L << 20),
              new Unit("GiB", 1L << 30),
              new Unit("TiB", 1L << 40)));

  static SizeType between(String min, String max) {
    return new SizeType(BYTES.parse(min), BYTES.parse(max));
  }

  @Override
  public Long parse(String text) {
    return BYTES.parse(text);
  }

  @Override
  public Long checked(Long value) {
    SettingType.check(value >= min && value <= max);
    return value;
  }

  @Override
  public String show(Long value) {
    return BYTES.show(value);
  }

  @Override
  public String allowed() {
    return "a size from %s to %s (units: %s)".formatted(show(min), show(max), BYTES.names());
  }
}
