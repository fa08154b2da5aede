package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.DeleteLogsRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Deletes entries by age or by filter: {@code DELETE /api/logs/cleanup}. */
final class CleanupResource {
  private static final String DAYS = "days_to_keep";
  private static final int MAX_DAYS = 36_500;

  /** Hundreds of millions of entries take their time. What was deleted by then stays deleted. */
  private static final Duration WITHIN = Duration.ofMinutes(30);

  private final Upstream upstream;

  CleanupResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> delete(ApiRequest request) {
    DeleteLogsRequest wanted = wanted(request.parameters(DAYS, "filter", "dry_run"));
    request.context().setRequestTimeout(WITHIN);
    return Answer.of(
            upstream
                .logs(request.caller())
                .withDeadlineAfter(WITHIN.toSeconds(), TimeUnit.SECONDS)
                .deleteLogs(wanted))
        .thenApply(
            answer ->
                Envelope.ok(
                    message(wanted, answer.getDeletedCount()),
                    json -> write(wanted, answer.getDeletedCount(), json)));
  }

  private static DeleteLogsRequest wanted(Parameters parameters) {
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
    DeleteLogsRequest.Builder wanted =
        DeleteLogsRequest.newBuilder().setDryRun(parameters.flag("dry_run").orElse(false));
    days.ifPresent(wanted::setDaysToKeep);
    filter.ifPresent(wanted::setFilter);
    return wanted.build();
  }

  private static String message(DeleteLogsRequest request, long count) {
    String entries =
        String.format(
            Locale.ROOT,
            "%,d %slog %s",
            count,
            request.hasDaysToKeep() ? "old " : "",
            count == 1 ? "entry" : "entries");
    return request.getDryRun() ? entries + " would be cleaned up" : "Cleaned up " + entries;
  }

  private static void write(DeleteLogsRequest request, long count, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("deleted_count", count);
    if (request.hasDaysToKeep()) {
      json.writeNumberField("days_kept", request.getDaysToKeep());
    } else {
      json.writeStringField("filter", request.getFilter());
    }
    json.writeBooleanField("dry_run", request.getDryRun());
    json.writeEndObject();
  }
}
