package dev.visionlog.cli.output;

import dev.visionlog.v1.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Every field of a prediction that is set, one below the other. */
public final class FullPredictions implements Renderer<Prediction> {
  private final TimeText times;
  private final Colors colors;

  public FullPredictions(TimeText times, Colors colors) {
    this.times = times;
    this.colors = colors;
  }

  @Override
  public String render(Prediction prediction) {
    Fields fields = new Fields();
    fields.lines.add(head(prediction));
    fields.add("image", prediction.getImageId());
    fields.add("model", model(prediction));
    fields.add("device", prediction.getEdgeDeviceId());
    fields.add("camera", prediction.hasCameraId() ? PredictionText.camera(prediction) : "");
    addFindings(prediction, fields);
    addTimes(prediction, fields);
    fields.add("status", prediction.getStatus());
    fields.add("error", prediction.getErrorMessage());
    fields.add("notes", prediction.getProcessingNotes());
    addRequest(prediction, fields);
    fields.add("features", prediction.getInputFeaturesJson());
    fields.add("prediction", prediction.getPredictionJson());
    fields.add("extra", prediction.getExtraJson());
    fields.add("file", file(prediction));
    fields.add("no image", prediction.getImageMissingReason());
    return String.join("\n", fields.lines);
  }

  private String head(Prediction prediction) {
    String head = prediction.hasTime() ? times.full(prediction.getTime()) : "(time of arrival)";
    if (prediction.getId() != 0) {
      head += "  id " + prediction.getId();
    }
    if (prediction.getPosition() != 0) {
      head += "  position " + prediction.getPosition();
    }
    return head;
  }

  private static String model(Prediction prediction) {
    return List.of(
            prediction.getModelName(), prediction.getModelVersion(), prediction.getModelStage())
        .stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static void addFindings(Prediction prediction, Fields fields) {
    String type = prediction.getDefectType();
    String defect = type.isEmpty() ? "yes" : type;
    fields.add("defect", prediction.getDefectDetected() ? defect : "no");
    fields.add("confidence", confidence(prediction));
    fields.add(
        "scores",
        prediction.getConfidenceScoresList().stream()
            .map(PredictionText::number)
            .collect(Collectors.joining(", ")));
    prediction
        .getDetectionsList()
        .forEach(detection -> fields.add("detection", PredictionText.fully(detection)));
    if (prediction.hasBoundingBoxes()) {
      fields.add("boxes", Json.line(prediction.getBoundingBoxes()));
    }
  }

  private static String confidence(Prediction prediction) {
    String value =
        prediction.hasConfidence() ? PredictionText.number(prediction.getConfidence()) : "";
    boolean interval = prediction.hasConfidenceLower() || prediction.hasConfidenceUpper();
    return interval
        ? "%s (%s to %s)"
            .formatted(
                value,
                PredictionText.number(prediction.getConfidenceLower()),
                PredictionText.number(prediction.getConfidenceUpper()))
        : value;
  }

  private void addTimes(Prediction prediction, Fields fields) {
    if (prediction.hasInferenceTimeMs()) {
      fields.add("inference", PredictionText.number(prediction.getInferenceTimeMs()) + " ms");
    }
    if (prediction.hasProcessingTimeMs()) {
      fields.add("processing", PredictionText.number(prediction.getProcessingTimeMs()) + " ms");
    }
    if (prediction.hasReceivedTime()) {
      fields.add("received", times.full(prediction.getReceivedTime()));
    }
  }

  private static void addRequest(Prediction prediction, Fields fields) {
    fields.add("request", prediction.getRequestId());
    fields.add("batch", prediction.getBatchId());
    fields.add("user agent", prediction.getUserAgent());
    fields.add("ip address", prediction.getIpAddress());
  }

  private static String file(Prediction prediction) {
    return prediction.getImagePath().isEmpty()
        ? ""
        : "%s (%d x %d, %s)"
            .formatted(
                prediction.getImagePath(),
                prediction.getImageWidth(),
                prediction.getImageHeight(),
                Amounts.bytes(prediction.getImageSizeBytes()));
  }

  /** The lines so far. */
  private final class Fields {
    private final List<String> lines = new ArrayList<>();

    void add(String name, String value) {
      if (!value.isEmpty()) {
        String label = colors.faint(String.format("%-11s", name));
        lines.add("  " + label + SafeText.oneLine(value));
      }
    }
  }
}
