package dev.visionlog.bridge.api;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import com.linecorp.armeria.common.HttpResponse;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.GetLogStatsRequest;
import java.util.concurrent.CompletionStage;

/** Counts the entries of a period by level: {@code /api/logs/stats}. */
final class StatsResource {
  private static final Duration DEFAULT = Durations.fromHours(24);

  private final Upstream upstream;

  StatsResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> get(ApiRequest request) {
    GetLogStatsRequest wanted = wanted(request.parameters(StatsPeriod.names("filter")));
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
    StatsPeriod period = StatsPeriod.of(parameters);
    if (period.isEverything()) {
      return wanted.setPeriod(DEFAULT).build();
    }
    period.length().ifPresent(wanted::setPeriod);
    period.start().ifPresent(wanted::setStart);
    period.end().ifPresent(wanted::setEnd);
    return wanted.build();
  }
}
