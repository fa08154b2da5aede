package dev.visionlog.bridge.api;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.json.IsoTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What time is counted: the last {@code hours}, or a period; everything if neither is asked for.
 *
 * @param length how far back from now
 */
record StatsPeriod(Optional<Duration> length, Optional<Timestamp> start, Optional<Timestamp> end) {
  private static final String HOURS = "hours";

  /** Ten years. */
  private static final int MAX_HOURS = 87_840;

  /** The parameters that a request with such a period may have, and these. */
  static String[] names(String... others) {
    return Stream.concat(Stream.of(HOURS, Period.START, Period.END), Stream.of(others))
        .toArray(String[]::new);
  }

  static StatsPeriod of(Parameters parameters) {
    OptionalInt hours = parameters.integer(HOURS, 1, MAX_HOURS);
    Period period = Period.of(parameters);
    check(hours, period);
    return new StatsPeriod(
        hours.isPresent() ? Optional.of(Durations.fromHours(hours.getAsInt())) : Optional.empty(),
        period.start().map(IsoTime::timestamp),
        period.end().map(IsoTime::timestamp));
  }

  private static void check(OptionalInt hours, Period period) {
    if (hours.isPresent() && !period.isAlways()) {
      throw HttpError.badField(
              HOURS, "hours and start_date exclude each other; leave hours or the dates out")
          .exception();
    }
    if (period.start().isEmpty() && period.end().isPresent()) {
      throw HttpError.badField(
              Period.START, "Parameter 'start_date' is required where there is an end_date")
          .exception();
    }
  }

  boolean isEverything() {
    return length.isEmpty() && start.isEmpty() && end.isEmpty();
  }
}
