package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.HttpResponse;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Caller;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.GetPredictionRequest;
import dev.visionlog.v1.ListPredictionsRequest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Finds predictions: {@code /api/predictions}, {@code /api/predictions/{id}}, {@code /predictions}.
 */
final class PredictionResource {
  private static final String ORDER = "order_by";

  private static final String[] PARAMETERS =
      PredictionSelection.names(ORDER, "page", "limit", "page_token", "with_total");

  private static final String[] PLAIN_PARAMETERS =
      PredictionSelection.names(ORDER, "page", "limit", "page_token");

  private final Upstream upstream;

  PredictionResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> list(ApiRequest request) {
    Parameters parameters = request.parameters(PARAMETERS);
    return found(request.caller(), parameters, Paging.of(parameters))
        .thenApply(page -> Envelope.ok("Predictions fetched successfully", page));
  }

  /** Without the envelope, and without counting. */
  CompletionStage<HttpResponse> listPlain(ApiRequest request) {
    Parameters parameters = request.parameters(PLAIN_PARAMETERS);
    return found(request.caller(), parameters, Paging.of(parameters).uncounted())
        .thenApply(page -> Envelope.plain(page::writePlain));
  }

  private CompletionStage<PredictionPage> found(
      Caller caller, Parameters parameters, Paging paging) {
    PredictionSelection selection = PredictionSelection.of(parameters);
    Optional<String> order = parameters.text(ORDER);
    ListPredictionsRequest.Builder search =
        ListPredictionsRequest.newBuilder().setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON);
    selection.applyTo(search);
    paging.applyTo(search);
    order.ifPresent(search::setOrderBy);
    return Answer.of(upstream.predictions(caller).listPredictions(search.build()))
        .thenApply(page -> new PredictionPage(page, paging, selection));
  }

  CompletionStage<HttpResponse> get(ApiRequest request) {
    request.parameters();
    GetPredictionRequest wanted =
        GetPredictionRequest.newBuilder()
            .setId(request.id("id"))
            .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON)
            .build();
    return Answer.of(upstream.predictions(request.caller()).getPrediction(wanted))
        .thenApply(
            found ->
                Envelope.ok(
                    "Prediction fetched successfully",
                    json -> {
                      json.writeStartObject();
                      json.writeFieldName("prediction");
                      Predictions.write(found.getPrediction(), json);
                      json.writeEndObject();
                    }));
  }
}
