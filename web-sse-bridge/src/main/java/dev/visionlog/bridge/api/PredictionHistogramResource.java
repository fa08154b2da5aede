package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.HttpResponse;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.json.IsoTime;
import dev.visionlog.bridge.json.ProtoJson;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.GetPredictionHistogramRequest;
import java.util.concurrent.CompletionStage;

/** Counts predictions in spans of equal length: {@code /api/predictions/histogram}. */
final class PredictionHistogramResource {
  private static final int MAX_BUCKETS = 1_000;
  private static final String GROUP = "group_by";

  private static final String[] GROUPS = {
    "model_version",
    "model_name",
    "model_stage",
    "defect_type",
    "edge_device_id",
    "camera_id",
    "status"
  };

  private static final String[] PARAMETERS =
      PredictionSelection.countableNames(Period.START, Period.END, "buckets", GROUP);

  private final Upstream upstream;

  PredictionHistogramResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> get(ApiRequest request) {
    GetPredictionHistogramRequest wanted = wanted(request.parameters(PARAMETERS));
    return Answer.of(upstream.predictions(request.caller()).getPredictionHistogram(wanted))
        .thenApply(
            histogram ->
                Envelope.ok(
                    "Prediction histogram fetched successfully",
                    json -> ProtoJson.write(histogram, json)));
  }

  private static GetPredictionHistogramRequest wanted(Parameters parameters) {
    PredictionSelection selection = PredictionSelection.of(parameters);
    GetPredictionHistogramRequest.Builder wanted =
        GetPredictionHistogramRequest.newBuilder().setFilter(selection.atAnyTime().asFilter());
    selection.period().start().map(IsoTime::timestamp).ifPresent(wanted::setStart);
    selection.period().end().map(IsoTime::timestamp).ifPresent(wanted::setEnd);
    parameters.integer("buckets", 1, MAX_BUCKETS).ifPresent(wanted::setBuckets);
    parameters.choice(GROUP, GROUPS).ifPresent(wanted::setGroupBy);
    return wanted.build();
  }
}
