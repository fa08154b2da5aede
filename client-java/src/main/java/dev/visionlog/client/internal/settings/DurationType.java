package dev.visionlog.client.internal.settings;

import dev.visionlog.client.internal.settings.UnitScale.Unit;
import java.time.Duration;
import java.util.List;

record DurationType(Duration min, Duration max) implements SettingType<Duration> {
  private static final UnitScale MILLIS =
      new UnitScale(
          List.of(
              new Unit("ms", 1),
              new Unit("s", 1_000),
              new Unit("m", 60_000),
              new Unit("h", 3_600_000),
              new Unit("d", 86_400_000)));

  static DurationType between(String min, String max) {
    return new DurationType(read(min), read(max));
  }

  private static Duration read(String text) {
    return Duration.ofMillis(MILLIS.parse(text));
  }

  @Override
  public Duration parse(String text) {
    return read(text);
  }

  @Override
  public Duration checked(Duration value) {
    SettingType.check(value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
    return value;
  }

  @Override
  public String show(Duration value) {
    try {
      long millis = value.toMillis();
      return value.equals(Duration.ofMillis(millis)) ? MILLIS.show(millis) : value.toString();
    } catch (ArithmeticException e) {
      return value.toString();
    }
  }

  @Override
  public String allowed() {
    return "a duration from %s to %s (units: %s)".formatted(show(min), show(max), MILLIS.names());
  }
}
