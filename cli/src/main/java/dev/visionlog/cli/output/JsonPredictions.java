package dev.visionlog.cli.output;

import dev.visionlog.v1.Prediction;

/**
 * Predictions as NDJSON in proto JSON with the contract's own field names. What is JSON in itself
 * is always a value of its own ({@code input_features}, {@code prediction}, {@code extra_data}),
 * taken from the exact text, so that no integer in it loses a digit.
 */
public final class JsonPredictions implements Renderer<Prediction> {
  @Override
  public String render(Prediction prediction) {
    String json =
        Json.line(
            prediction.toBuilder()
                .clearInputFeaturesJson()
                .clearPredictionJson()
                .clearExtraJson()
                .build());
    String withInput = Json.with(json, "input_features", prediction.getInputFeaturesJson());
    String withOutput = Json.with(withInput, "prediction", prediction.getPredictionJson());
    return Json.with(withOutput, "extra_data", prediction.getExtraJson());
  }
}
