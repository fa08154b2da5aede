package dev.visionlog.bridge.api;

import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.http.Parameters;
import java.time.Instant;
import java.util.Optional;

/**
 * From when on, and until when: the parameters {@code start_date} and {@code end_date}.
 *
 * @param start this time or later
 * @param end before this time
 */
record Period(Optional<Instant> start, Optional<Instant> end) {
  static final String START = "start_date";
  static final String END = "end_date";

  /** No bounds. */
  static final Period ALWAYS = new Period(Optional.empty(), Optional.empty());

  static Period of(Parameters parameters) {
    Period period = new Period(parameters.instant(START), parameters.instant(END));
    period.check();
    return period;
  }

  private void check() {
    if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
      throw HttpError.badField(
              START,
              "Invalid start_date '" + start.get() + "'. Must be before end_date, " + end.get())
          .exception();
    }
  }

  /** Whether it has no bounds. */
  boolean isAlways() {
    return start.isEmpty() && end.isEmpty();
  }
}
