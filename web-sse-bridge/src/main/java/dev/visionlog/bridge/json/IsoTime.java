package dev.visionlog.bridge.json;

import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Times as texts of ISO 8601. */
public final class IsoTime {
  static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          // An offset or none: +01:00, +0100, +01 or Z.
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private IsoTime() {}

  /**
   * A moment of the years 1 to 9999, if the text is one. Without a zone it is UTC; a date alone is
   * its beginning.
   */
  public static Optional<Instant> parse(String text) {
    try {
      return Optional.of(moment(text.strip()))
          .filter(time -> !time.isBefore(FIRST) && time.isBefore(AFTER_LAST));
    } catch (DateTimeException notIso) {
      return Optional.empty();
    }
  }

  private static Instant moment(String text) {
    TemporalAccessor time =
        ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    if (time instanceof OffsetDateTime withZone) {
      return withZone.toInstant();
    }
    return time instanceof LocalDateTime local
        ? local.toInstant(ZoneOffset.UTC)
        : ((LocalDate) time).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** What to tell whoever gave another text. */
  public static String invalid(String name, String given) {
    return "Invalid " + name + " '" + given + "'. Use ISO format, such as 2026-01-31T08:30:00Z";
  }

  /** The same moment. */
  public static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
