package dev.visionlog.benchmarks.soak;

import com.google.protobuf.Timestamp;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One message, which says in its text whose it is.
 *
 * @param writer who wrote it, also its source
 * @param number the writer's, from 1
 * @param sentMicros when it was handed over, since 1970, whatever its own time is
 */
record Canary(String writer, long number, long sentMicros) {
  private static final Pattern TEXT = Pattern.compile("canary ([a-z0-9-]+) (\\d+) (\\d+)");
  private static final int WARNINGS = 10;

  static Canary now(String writer, long number) {
    return new Canary(writer, number, micros());
  }

  static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  static Optional<Canary> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Canary(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  String text() {
    return "canary " + writer + " " + number + " " + sentMicros;
  }

  /** One in ten is a warning, the others are of level INFO. */
  boolean isWarning() {
    return number % WARNINGS == 0;
  }

  LogEntry entry(Instant time) {
    return LogEntry.newBuilder()
        .setLevel(isWarning() ? LogLevel.WARNING : LogLevel.INFO)
        .setTime(Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
        .setSource(writer)
        .setCameraId(number % 4)
        .setMessage(text())
        .setExtraJson("{\"number\":" + number + "}")
        .build();
  }
}
