package dev.visionlog.cli.importing;

import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.util.JsonFormat;
import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.Prediction;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A prediction a line, as edge clients buffer them and as we export them: a JSON object with the
 * contract's field names, {@code timestamp} for {@code time}, and {@code class} in detections. Keys
 * that are no field become extra data. A line of our own export gives the same prediction again,
 * but for its image.
 */
public final class PredictionLinesParser extends JsonObjectLines<Prediction> {
  private static final JsonFormat.Parser PROTO = JsonFormat.parser();
  private static final JsonFormat.Parser LENIENT = JsonFormat.parser().ignoringUnknownFields();

  private static final List<String> SET_BY_SERVER =
      List.of(
          "id",
          "position",
          "received_time",
          "camera_name",
          "image_path",
          "image_size_bytes",
          "image_width",
          "image_height",
          "image_missing_reason");

  /** Those that are read as the contract has them. */
  private static final List<String> FIELDS =
      List.of(
          "image_id",
          "camera_id",
          "edge_device_id",
          "model_name",
          "model_version",
          "model_stage",
          "confidence",
          "confidence_lower",
          "confidence_upper",
          "confidence_scores",
          "defect_detected",
          "defect_type",
          "inference_time_ms",
          "processing_time_ms",
          "processing_notes",
          "status",
          "error_message",
          "request_id",
          "batch_id",
          "user_agent",
          "ip_address",
          "input_features_json",
          "prediction_json");

  private static final Set<String> OF_DETECTIONS =
      Set.of("class", "class_name", "confidence", "bbox");

  private final TimeParser times;
  private final PredictionDefaults defaults;

  public PredictionLinesParser(
      TimeParser times, PredictionDefaults defaults, ImportSink<Prediction> sink) {
    super(sink, SET_BY_SERVER);
    this.times = times;
    this.defaults = defaults;
  }

  @Override
  Prediction read(JsonObject object) throws BadLineException {
    Prediction.Builder prediction = Prediction.newBuilder();
    JsonObject.Value timestamp = object.take("timestamp");
    JsonObject.Value time = object.take("time");
    JsonObject.Value given = time == null ? timestamp : time;
    if (given != null) {
      prediction.setTime(TimeText.timestamp(times.parse(given.text())));
    }
    for (String field : FIELDS) {
      merge(PROTO, field, object.take(field), prediction);
    }
    readBoxes(object, prediction);
    readJson(object, prediction);
    defaults.apply(prediction);
    return prediction.build();
  }

  /** What a detection has beyond the contract's fields is kept in the free form beside it. */
  private static void readBoxes(JsonObject object, Prediction.Builder prediction)
      throws BadLineException {
    JsonObject.Value detections = object.take("detections");
    JsonObject.Value boxes = object.take("bounding_boxes");
    merge(LENIENT, "detections", detections, prediction);
    if (boxes != null && boxes.token() == JsonToken.VALUE_STRING) {
      merge(PROTO, "bounding_boxes", parsed(boxes), prediction);
    } else {
      merge(PROTO, "bounding_boxes", boxes, prediction);
    }
    if (detections != null && !prediction.hasBoundingBoxes()) {
      keepWhatIsMore(detections, prediction);
    }
  }

  /** Older programs write the boxes as a text that is JSON. */
  private static JsonObject.@Nullable Value parsed(JsonObject.Value text) {
    return text.text().isBlank()
        ? null
        : new JsonObject.Value(JsonToken.START_ARRAY, "", text.text());
  }

  private static void keepWhatIsMore(JsonObject.Value detections, Prediction.Builder prediction)
      throws BadLineException {
    Prediction.Builder free = Prediction.newBuilder();
    merge(PROTO, "bounding_boxes", detections, free);
    ListValue boxes = free.getBoundingBoxes();
    boolean more =
        boxes.getValuesList().stream()
            .flatMap(box -> box.getStructValue().getFieldsMap().keySet().stream())
            .anyMatch(key -> !OF_DETECTIONS.contains(key));
    if (more) {
      prediction.setBoundingBoxes(boxes);
    }
  }

  private static void readJson(JsonObject object, Prediction.Builder prediction)
      throws BadLineException {
    JsonObject.Value features = object.take("input_features");
    if (features != null) {
      prediction.setInputFeaturesJson(features.json());
    }
    JsonObject.Value said = object.take("prediction");
    if (said != null) {
      prediction.setPredictionJson(said.json());
    }
    prediction.setExtraJson(ExtraJson.rest(object));
  }

  private static void merge(
      JsonFormat.Parser parser,
      String field,
      JsonObject.@Nullable Value value,
      Prediction.Builder prediction)
      throws BadLineException {
    if (value == null) {
      return;
    }
    try {
      parser.merge("{\"" + field + "\":" + value.json() + "}", prediction);
    } catch (InvalidProtocolBufferException e) {
      throw new BadLineException("Invalid " + field + ": " + e.getMessage());
    }
  }
}
