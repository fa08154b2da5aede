package dev.visionlog.cli.output;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them, in one zone. */
public final class TimeText {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS xxx", Locale.ROOT);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final ZoneId zone;

  public TimeText(ZoneId zone) {
    this.zone = zone;
  }

  /** To the millisecond, for lines below each other. */
  public String compact(Timestamp time) {
    return MILLIS.format(instant(time).atZone(zone));
  }

  /** To the microsecond, with the offset. */
  public String full(Timestamp time) {
    return MICROS.format(instant(time).atZone(zone));
  }

  /** To the second. */
  public String seconds(Timestamp time) {
    return SECONDS.format(instant(time).atZone(zone));
  }

  /** The name of the zone. */
  public String zoneName() {
    return zone.getId();
  }

  public static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  public static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
