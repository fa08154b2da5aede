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
    StringBuilder text = new StringBuilder(json).deleteCharAt(json.length() - 1);
    add(text, "input_features", prediction.getInputFeaturesJson());
    add(text, "prediction", prediction.getPredictionJson());
    add(text, "extra_data", prediction.getExtraJson());
    return text.append('}').toString();
  }

  private static void add(StringBuilder text, String name, String json) {
    if (!json.isEmpty()) {
      text.append(text.length() == 1 ? "" : ",");
      text.append('"').append(name).append("\":").append(json);
    }
  }
}
