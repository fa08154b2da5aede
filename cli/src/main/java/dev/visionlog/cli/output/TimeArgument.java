package dev.visionlog.cli.output;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Times as people type them: {@code 10m} (ago), {@code now}, {@code today}, {@code 14:30}, {@code
 * 2026-01-31}, {@code 2026-01-31T14:30}, with or without an offset. What has none is in the given
 * zone.
 */
public final class TimeArgument {
  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .toFormatter(Locale.ROOT);

  private final Clock clock;
  private final ZoneId zone;

  public TimeArgument(Clock clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  /** The time that the text means now. A duration lies in the past. */
  public Instant past(String text) {
    return DurationText.isDuration(text)
        ? clock.instant().minus(DurationText.parse(text))
        : point(text);
  }

  /** The time that the text means now. A duration lies ahead. */
  public Instant future(String text) {
    return DurationText.isDuration(text)
        ? clock.instant().plus(DurationText.parse(text))
        : point(text);
  }

  private Instant point(String text) {
    String iso = text.strip().replace(' ', 'T');
    return word(iso)
        .or(() -> attempt(iso, t -> OffsetDateTime.parse(t).toInstant()))
        .or(() -> attempt(iso, t -> LocalDateTime.parse(t, LOCAL).atZone(zone).toInstant()))
        .or(() -> attempt(iso, t -> LocalDate.parse(t).atStartOfDay(zone).toInstant()))
        .or(() -> attempt(iso, t -> LocalTime.parse(t).atDate(today()).atZone(zone).toInstant()))
        .orElseThrow(() -> new IllegalArgumentException(invalid(text)));
  }

  private Optional<Instant> word(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "now" -> Optional.of(clock.instant());
      case "today" -> Optional.of(today().atStartOfDay(zone).toInstant());
      case "yesterday" -> Optional.of(today().minusDays(1).atStartOfDay(zone).toInstant());
      default -> Optional.empty();
    };
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  private static Optional<Instant> attempt(String text, Function<String, Instant> parse) {
    try {
      return Optional.of(parse.apply(text));
    } catch (DateTimeParseException notThisShape) {
      return Optional.empty();
    }
  }

  private static String invalid(String text) {
    return "Invalid time '"
        + text
        + "'. Write it as 10m (ago), now, today, 14:30, 2026-01-31, 2026-01-31T14:30 or 2026-01-31T14:30:00Z";
  }
}
