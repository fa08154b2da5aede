package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.http.Parameters;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is to be deleted: what is as old as {@code days_to_keep}, or matches {@code filter}.
 *
 * @param dryRun only count
 */
record DeletionTarget(OptionalInt days, Optional<String> filter, boolean dryRun) {
  static final String DAYS = "days_to_keep";
  static final String DRY_RUN = "dry_run";
  static final int MAX_DAYS = 36_500;

  static final String[] PARAMETERS = {DAYS, "filter", DRY_RUN};

  /** Hundreds of millions of entries take their time. What was deleted by then stays deleted. */
  static final Duration WITHIN = Duration.ofMinutes(30);

  static DeletionTarget of(Parameters parameters) {
    OptionalInt days = parameters.integer(DAYS, 0, MAX_DAYS);
    Optional<String> filter = parameters.text("filter");
    if (days.isPresent() == filter.isPresent()) {
      throw HttpError.badField(
              DAYS,
              "Say what to delete: days_to_keep, from 0 (everything goes) to "
                  + MAX_DAYS
                  + ", or filter, and not both")
          .exception();
    }
    return new DeletionTarget(days, filter, parameters.flag(DRY_RUN).orElse(false));
  }

  /**
   * What to tell people.
   *
   * @param one such as {@code log entry}
   * @param many such as {@code log entries}
   */
  String message(long count, String one, String many) {
    String what =
        String.format(
            Locale.ROOT,
            "%,d %s%s",
            count,
            days.isPresent() ? "old " : "",
            count == 1 ? one : many);
    return dryRun ? what + " would be cleaned up" : "Cleaned up " + what;
  }

  /** The fields of an answer that say what was asked for. */
  void write(JsonGenerator json) throws IOException {
    if (days.isPresent()) {
      json.writeNumberField("days_kept", days.getAsInt());
    }
    if (filter.isPresent()) {
      json.writeStringField("filter", filter.get());
    }
    json.writeBooleanField(DRY_RUN, dryRun);
  }
}
