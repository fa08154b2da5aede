package dev.visionlog.server.service;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times of the contract and of Java. Java's are in whole microseconds, as the store keeps them. */
final class Times {
  /** The range of google.protobuf.Timestamp. */
  private static final long FIRST_SECOND = -62_135_596_800L;

  private static final long LAST_SECOND = 253_402_300_799L;

  private static final long LONGEST = 315_576_000_000L;

  private Times() {}

  /** The last time that a Timestamp can hold if it is later than that. */
  static Timestamp timestamp(Instant time) {
    if (time.getEpochSecond() > LAST_SECOND) {
      return Timestamp.newBuilder().setSeconds(LAST_SECOND).setNanos(999_999_999).build();
    }
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /** Throws if it is outside the years 1 to 9999. */
  static Instant instant(String field, Timestamp time) {
    if (!isValid(time)) {
      throw ApiErrors.badField(
          field,
          "seconds "
              + time.getSeconds()
              + ", nanos "
              + time.getNanos()
              + " is no time between 0001-01-01T00:00:00Z and 9999-12-31T23:59:59.999999999Z. Use ISO format in JSON");
    }
    return micros(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()));
  }

  static boolean isValid(Timestamp time) {
    return time.getSeconds() >= FIRST_SECOND
        && time.getSeconds() <= LAST_SECOND
        && time.getNanos() >= 0
        && time.getNanos() < 1_000_000_000;
  }

  static Instant micros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  /** Within the range of google.protobuf.Duration, about 10,000 years. */
  static java.time.Duration duration(Duration duration) {
    long seconds = Math.max(-LONGEST, Math.min(LONGEST, duration.getSeconds()));
    return java.time.Duration.ofSeconds(seconds, duration.getNanos());
  }

  static Duration duration(java.time.Duration duration) {
    return Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }
}
