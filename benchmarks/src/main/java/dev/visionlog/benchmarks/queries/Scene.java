package dev.visionlog.benchmarks.queries;

import com.google.protobuf.Timestamp;
import dev.visionlog.benchmarks.dataset.LogKind;
import dev.visionlog.benchmarks.dataset.Plant;
import dev.visionlog.benchmarks.dataset.PlantYear;
import dev.visionlog.v1.LogLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** What can be asked for in a year: arguments by chance. Any thread. */
record Scene(Plant plant, PlantYear year) {
  private static final Duration LONGEST_PERIOD = Duration.ofDays(30);

  int camera(SplittableRandom random) {
    return one(plant.cameras(), random);
  }

  String source(SplittableRandom random) {
    return one(plant.sources(), random);
  }

  /** A filter. */
  String ofCamera(SplittableRandom random) {
    return "camera_id = " + camera(random);
  }

  /** A filter. */
  String ofSource(SplittableRandom random) {
    return "source = \"" + source(random) + "\"";
  }

  String logger(SplittableRandom random) {
    return one(plant.loggers(), random);
  }

  LogLevel level(SplittableRandom random) {
    return one(LogKind.levels(), random);
  }

  Instant time(SplittableRandom random) {
    long seconds = Duration.between(year.start(), year.end()).toSeconds();
    return year.start().plusSeconds(random.nextLong(seconds));
  }

  /** From a minute to 30 days. */
  static Duration period(SplittableRandom random) {
    return Duration.ofMinutes(random.nextLong(1, LONGEST_PERIOD.toMinutes()));
  }

  static <T> T one(List<T> all, SplittableRandom random) {
    return all.get(random.nextInt(all.size()));
  }

  static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
