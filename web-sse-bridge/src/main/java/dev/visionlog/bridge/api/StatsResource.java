package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.HttpResponse;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.json.IsoTime;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.GetLogStatsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/** Counts the entries of a period by level: {@code /api/logs/stats}. */
final class StatsResource {
  private static final String HOURS = "hours";
  private static final int DEFAULT_HOURS = 24;

  /** Ten years. */
  private static final int MAX_HOURS = 87_840;

  private final Upstream upstream;

  StatsResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> get(ApiRequest request) {
    GetLogStatsRequest wanted =
        wanted(request.parameters(HOURS, "start_date", "end_date", "filter"));
    return Answer.of(upstream.logs(request.caller()).getLogStats(wanted))
        .thenApply(
            answer ->
                Envelope.ok(
                    "Log statistics fetched successfully",
                    new StatsData(answer.getStats(), wanted.getPeriod())));
  }

  private static GetLogStatsRequest wanted(Parameters parameters) {
    GetLogStatsRequest.Builder wanted = GetLogStatsRequest.newBuilder();
    parameters.text("filter").ifPresent(wanted::setFilter);
    OptionalInt hours = parameters.integer(HOURS, 1, MAX_HOURS);
    Optional<Instant> start = parameters.instant("start_date");
    Optional<Instant> end = parameters.instant("end_date");
    if (start.isEmpty() && end.isEmpty()) {
      return wanted.setPeriod(hours(hours.orElse(DEFAULT_HOURS))).build();
    }
    check(hours, start, end);
    start.map(IsoTime::timestamp).ifPresent(wanted::setStart);
    end.map(IsoTime::timestamp).ifPresent(wanted::setEnd);
    return wanted.build();
  }

  private static void check(OptionalInt hours, Optional<Instant> start, Optional<Instant> end) {
    if (hours.isPresent()) {
      throw HttpError.badField(
              HOURS, "hours and start_date exclude each other; leave hours or the dates out")
          .exception();
    }
    if (start.isEmpty()) {
      throw HttpError.badField(
              "start_date", "Parameter 'start_date' is required where there is an end_date")
          .exception();
    }
    if (end.isPresent() && !start.get().isBefore(end.get())) {
      throw HttpError.badField(
              "start_date",
              "Invalid start_date '" + start.get() + "'. Must be before end_date, " + end.get())
          .exception();
    }
  }

  private static com.google.protobuf.Duration hours(int hours) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(Duration.ofHours(hours).toSeconds())
        .build();
  }
}
