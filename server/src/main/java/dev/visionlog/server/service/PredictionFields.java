package dev.visionlog.server.service;

import com.google.protobuf.Value;
import dev.visionlog.server.model.Detection;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.model.PredictionImage;
import dev.visionlog.server.text.ExtraJson;
import dev.visionlog.server.text.Masking;
import dev.visionlog.server.text.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks and cleans the fields of predictions. Immutable. */
final class PredictionFields {
  private static final int MAX_ID = 200;
  private static final int MAX_NAME = 100;
  private static final int MAX_SHORT = 50;
  private static final int MAX_AGENT = 500;
  private static final int MAX_ADDRESS = 45;
  private static final int MAX_LIST = 10_000;

  /** A day. Sums of microseconds stay within 64 bits for more predictions than a disk holds. */
  private static final double MAX_MILLIS = 86_400_000;

  private final Masking masking;
  private final ExtraJson extraJson;
  private final int maxTextBytes;

  PredictionFields(Masking masking, ExtraJson extraJson, int maxTextBytes) {
    this.masking = masking;
    this.extraJson = extraJson;
    this.maxTextBytes = maxTextBytes;
  }

  /** Reads a prediction, but for its image. */
  Prediction read(dev.visionlog.v1.Prediction given, Instant received) throws BadEntryException {
    checkDefect(given);
    String boxes =
        given.hasBoundingBoxes()
            ? StructJson.toJson(
                Value.newBuilder().setListValue(given.getBoundingBoxes()).build(), extraJson)
            : null;
    return new Prediction(
        0,
        name("image_id", given.getImageId(), MAX_ID),
        given.hasTime() ? CommonFields.time(given.getTime()) : received,
        received,
        given.hasCameraId() ? CommonFields.cameraId(given.getCameraId()) : null,
        name("edge_device_id", given.getEdgeDeviceId(), MAX_NAME),
        new Prediction.Model(
            name("model_name", given.getModelName(), MAX_NAME),
            name("model_version", given.getModelVersion(), MAX_NAME),
            name("model_stage", given.getModelStage(), MAX_SHORT)),
        confidence(given),
        given.getDefectDetected(),
        name("defect_type", given.getDefectType(), MAX_NAME),
        detections(given),
        boxes,
        given.hasInferenceTimeMs() ? millis("inference_time_ms", given.getInferenceTimeMs()) : null,
        given.hasProcessingTimeMs()
            ? millis("processing_time_ms", given.getProcessingTimeMs())
            : null,
        text(given.getProcessingNotes()),
        status(given),
        text(given.getErrorMessage()),
        new Prediction.Request(
            name("request_id", given.getRequestId(), MAX_ID),
            name("batch_id", given.getBatchId(), MAX_ID),
            name("user_agent", given.getUserAgent(), MAX_AGENT),
            name("ip_address", given.getIpAddress(), MAX_ADDRESS)),
        json(
            "input_features",
            given.hasInputFeatures() ? given.getInputFeatures() : null,
            given.getInputFeaturesJson()),
        json(
            "prediction",
            given.hasPrediction() ? given.getPrediction() : null,
            given.getPredictionJson()),
        CommonFields.extra(
            given.hasExtraData() ? given.getExtraData() : null, given.getExtraJson(), extraJson),
        PredictionImage.NONE,
        0);
  }

  private static void checkDefect(dev.visionlog.v1.Prediction given) throws BadEntryException {
    if (!given.getDefectType().isEmpty() && !given.getDefectDetected()) {
      throw new BadEntryException(
          "defect_type",
          "is set although defect_detected is false; leave it empty, or set defect_detected");
    }
  }

  private static String name(String field, String given, int most) throws BadEntryException {
    if (given.length() > most) {
      throw new BadEntryException(
          field, "has " + given.length() + " characters; at most " + most + " are allowed");
    }
    return Texts.clean(given);
  }

  private String text(String given) {
    return Texts.cut(masking.mask(Texts.clean(given)), maxTextBytes);
  }

  private static String status(dev.visionlog.v1.Prediction given) throws BadEntryException {
    String status = name("status", given.getStatus().strip(), MAX_SHORT).toLowerCase(Locale.ROOT);
    if (!status.isEmpty()) {
      return status;
    }
    return given.getErrorMessage().isEmpty() ? Prediction.SUCCESS : "error";
  }

  private static Prediction.Confidence confidence(dev.visionlog.v1.Prediction given)
      throws BadEntryException {
    List<Double> scores = given.getConfidenceScoresList();
    checkSize("confidence_scores", scores.size());
    for (int i = 0; i < scores.size(); i++) {
      share("confidence_scores[" + i + "]", scores.get(i));
    }
    return new Prediction.Confidence(
        given.hasConfidence() ? share("confidence", given.getConfidence()) : null,
        given.hasConfidenceLower() ? share("confidence_lower", given.getConfidenceLower()) : null,
        given.hasConfidenceUpper() ? share("confidence_upper", given.getConfidenceUpper()) : null,
        List.copyOf(scores));
  }

  private static double share(String field, double given) throws BadEntryException {
    if (!(given >= 0 && given <= 1)) {
      throw new BadEntryException(field, given + " is not allowed; 0 to 1 are");
    }
    // Zero has a sign that the database would keep.
    return given + 0.0;
  }

  private static double millis(String field, double given) throws BadEntryException {
    if (!(given >= 0 && given <= MAX_MILLIS)) {
      throw new BadEntryException(
          field, given + " is not allowed; 0 to " + (long) MAX_MILLIS + " (a day) are");
    }
    return given + 0.0;
  }

  private static void checkSize(String field, int size) throws BadEntryException {
    if (size > MAX_LIST) {
      throw new BadEntryException(
          field, "has " + size + " elements; at most " + MAX_LIST + " are allowed");
    }
  }

  private static List<Detection> detections(dev.visionlog.v1.Prediction given)
      throws BadEntryException {
    checkSize("detections", given.getDetectionsCount());
    if (given.getDetectionsCount() == 0) {
      checkSize("bounding_boxes", given.getBoundingBoxes().getValuesCount());
      return BoundingBoxes.detections(given.getBoundingBoxes());
    }
    List<Detection> detections = new ArrayList<>(given.getDetectionsCount());
    for (int i = 0; i < given.getDetectionsCount(); i++) {
      detections.add(detection("detections[" + i + "].", given.getDetections(i)));
    }
    return detections;
  }

  private static Detection detection(String at, dev.visionlog.v1.Detection given)
      throws BadEntryException {
    return new Detection(
        name(at + "class", given.getClassName(), MAX_NAME),
        given.hasConfidence() ? share(at + "confidence", given.getConfidence()) : null,
        box(at + "bbox", given.getBboxList()));
  }

  private static Detection.@Nullable Box box(String field, List<Double> given)
      throws BadEntryException {
    if (given.isEmpty()) {
      return null;
    }
    if (given.size() != 4) {
      throw new BadEntryException(
          field, "has " + given.size() + " numbers; four are needed: x1, y1, x2, y2");
    }
    return BoundingBoxes.box(given.get(0), given.get(1), given.get(2), given.get(3))
        .orElseThrow(
            () ->
                new BadEntryException(
                    field,
                    given + " is no box; x1 <= x2 and y1 <= y2 within a million pixels is needed"));
  }

  /**
   * @param value null if it is not set
   * @param text empty if it is not set
   */
  private @Nullable String json(String field, @Nullable Value value, String text)
      throws BadEntryException {
    if (value != null) {
      if (!text.isEmpty()) {
        throw new BadEntryException(
            field + "_json", "is set together with " + field + "; set one of the two");
      }
      return StructJson.toJson(value, extraJson);
    }
    if (text.isEmpty()) {
      return null;
    }
    try {
      return extraJson.readValue(text);
    } catch (ExtraJson.InvalidJsonException invalid) {
      throw new BadEntryException(field + "_json", String.valueOf(invalid.getMessage()));
    }
  }
}
