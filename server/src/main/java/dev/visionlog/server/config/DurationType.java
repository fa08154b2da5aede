package dev.visionlog.server.config;

import dev.visionlog.server.config.UnitScale.Unit;
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

  @Override
  public Duration parse(String text) {
    Duration value = read(text);
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static Duration read(String text) {
    return Duration.ofMillis(MILLIS.parse(text));
  }

  @Override
  public String show(Duration value) {
    return MILLIS.show(value.toMillis());
  }

  @Override
  public String allowed() {
    return "a duration from %s to %s (units: %s)".formatted(show(min), show(max), MILLIS.names());
  }
}
