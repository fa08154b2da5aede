package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.HttpResponse;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.json.ProtoJson;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.GetPredictionStatsRequest;
import dev.visionlog.v1.PredictionStats;
import java.util.concurrent.CompletionStage;

/** Counts the predictions of a period: {@code /api/predictions/stats}, {@code /stats}. */
final class PredictionStatsResource {
  private static final String[] PARAMETERS =
      StatsPeriod.names(PredictionSelection.countableNames());

  private final Upstream upstream;

  PredictionStatsResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> get(ApiRequest request) {
    return stats(request)
        .thenApply(
            stats ->
                Envelope.ok(
                    "Prediction statistics fetched successfully",
                    json -> ProtoJson.write(stats, json)));
  }

  /** Without the envelope, by the names that older programs know. */
  CompletionStage<HttpResponse> getPlain(ApiRequest request) {
    return stats(request).thenApply(stats -> Envelope.plain(new PlainStats(stats)));
  }

  private CompletionStage<PredictionStats> stats(ApiRequest request) {
    Parameters parameters = request.parameters(PARAMETERS);
    StatsPeriod period = StatsPeriod.of(parameters);
    GetPredictionStatsRequest.Builder wanted =
        GetPredictionStatsRequest.newBuilder()
            .setFilter(PredictionSelection.of(parameters).atAnyTime().asFilter());
    period.length().ifPresent(wanted::setPeriod);
    period.start().ifPresent(wanted::setStart);
    period.end().ifPresent(wanted::setEnd);
    return Answer.of(upstream.predictions(request.caller()).getPredictionStats(wanted.build()))
        .thenApply(answer -> answer.getStats());
  }
}
