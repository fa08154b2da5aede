package dev.visionlog.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.visionlog.client.internal.entry.Check;
import dev.visionlog.client.internal.entry.JsonSyntax;
import dev.visionlog.client.internal.entry.JsonText;
import dev.visionlog.client.internal.entry.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a model said about one image or input. Immutable: lists, values and images are copied.
 *
 * <p>What is not allowed is refused when it is made, with an {@link IllegalArgumentException} that
 * names the field.
 *
 * @param imageId the caller's name for the image, such as {@code frame_000123}, at most 200
 *     characters; need not be unique
 * @param time when it was made, kept to the microsecond
 * @param cameraId the camera, 0 or greater; it need not exist on the server
 * @param edgeDeviceId the device that ran the model, at most 100 characters; the client's name if
 *     not given
 * @param model which model
 * @param confidence how sure it is
 * @param defectDetected whether a defect was found
 * @param defectType of which type, at most 100 characters; only with a defect
 * @param detections what was found where, at most 10,000
 * @param boundingBoxes boxes in a form of the caller's own, as the text of a JSON array
 * @param inferenceTime how long the model took, at most a day
 * @param processingTime how long the whole request took, at most a day
 * @param notes free text; the client cuts one that is longer than its limit for messages
 * @param status {@code success} unless it is set, {@code error} if only {@code errorMessage} is; at
 *     most 50 characters, kept in lower case. Every other status than {@code success} is a failure
 * @param errorMessage what went wrong; cut like the notes
 * @param request who asked for it, and with what
 * @param inputFeatures what the model was given, as JSON text
 * @param output what it said beside all this, as JSON text; {@code prediction} on the server
 * @param extra anything else; as in {@link LogEntry}
 * @param image the image
 */
public record Prediction(
    String imageId,
    Instant time,
    @Nullable Long cameraId,
    @Nullable String edgeDeviceId,
    Model model,
    Confidence confidence,
    boolean defectDetected,
    @Nullable String defectType,
    List<Detection> detections,
    @Nullable String boundingBoxes,
    @Nullable Duration inferenceTime,
    @Nullable Duration processingTime,
    @Nullable String notes,
    @Nullable String status,
    @Nullable String errorMessage,
    Request request,
    @Nullable String inputFeatures,
    @Nullable String output,
    Map<String, @Nullable Object> extra,
    @Nullable Image image) {

  private static final int MAX_LIST = 10_000;

  public Prediction {
    Check.required("imageId", imageId, 200);
    Objects.requireNonNull(time, "time");
    Check.notNegative("cameraId", cameraId);
    Check.text("edgeDeviceId", edgeDeviceId, 100);
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(confidence, "confidence");
    Check.text("defectType", defectType, 100);
    if (defectType != null && !defectDetected) {
      throw new IllegalArgumentException(
          "Invalid defectType '" + defectType + "'. Must not be set when no defect was detected");
    }
    detections = List.copyOf(detections);
    Check.count("detections", detections, MAX_LIST);
    JsonSyntax.checkArray("boundingBoxes", boundingBoxes);
    Check.upToADay("inferenceTime", inferenceTime);
    Check.upToADay("processingTime", processingTime);
    Check.text("status", status, 50);
    Objects.requireNonNull(request, "request");
    JsonSyntax.check("inputFeatures", inputFeatures);
    JsonSyntax.check("output", output);
    extra = Values.snapshot(extra);
  }

  /**
   * Which model. Name and version have at most 100 characters.
   *
   * @param stage usually {@code Production}, {@code Staging} or {@code Development}; at most 50
   *     characters
   */
  public record Model(@Nullable String name, @Nullable String version, @Nullable String stage) {
    public Model {
      Check.text("model name", name, 100);
      Check.text("model version", version, 100);
      Check.text("model stage", stage, 50);
    }
  }

  /**
   * How sure a model is: 0 to 1.
   *
   * @param lower where its interval begins, if the model gives one
   * @param upper where it ends
   * @param scores of each class or detection, at most 10,000
   */
  public record Confidence(
      @Nullable Double value, @Nullable Double lower, @Nullable Double upper, List<Double> scores) {
    public Confidence {
      Check.fraction("confidence", value);
      Check.fraction("lower confidence", lower);
      Check.fraction("upper confidence", upper);
      if (lower != null && upper != null && lower > upper) {
        throw new IllegalArgumentException(
            "Invalid confidence interval "
                + lower
                + " to "
                + upper
                + ". Must not end before it begins");
      }
      scores = List.copyOf(scores);
      Check.count("scores", scores, MAX_LIST);
      scores.forEach(score -> Check.fraction("score", score));
    }
  }

  /**
   * Who asked for a prediction.
   *
   * @param id of the request, at most 200 characters
   * @param batchId of the batch of requests that it belongs to, at most 200 characters
   * @param userAgent at most 500 characters
   * @param ipAddress at most 45 characters
   */
  public record Request(
      @Nullable String id,
      @Nullable String batchId,
      @Nullable String userAgent,
      @Nullable String ipAddress) {
    public Request {
      Check.text("requestId", id, 200);
      Check.text("batchId", batchId, 200);
      Check.text("userAgent", userAgent, 500);
      Check.text("ipAddress", ipAddress, 45);
    }
  }

  /**
   * To be filled in.
   *
   * @param imageId the caller's name for the image, at most 200 characters
   */
  public static Builder builder(String imageId) {
    return new Builder(imageId);
  }

  /** Collects the fields of a prediction; each is described there. For one thread. */
  public static final class Builder {
    private final String imageId;
    private @Nullable Instant time;
    private @Nullable Long cameraId;
    private @Nullable String edgeDeviceId;
    private Model model = new Model(null, null, null);
    private @Nullable Double confidence;
    private @Nullable Double confidenceLower;
    private @Nullable Double confidenceUpper;
    private List<Double> scores = List.of();
    private boolean defectDetected;
    private @Nullable String defectType;
    private final List<Detection> detections = new ArrayList<>();
    private @Nullable String boundingBoxes;
    private @Nullable Duration inferenceTime;
    private @Nullable Duration processingTime;
    private @Nullable String notes;
    private @Nullable String status;
    private @Nullable String errorMessage;
    private @Nullable String requestId;
    private @Nullable String batchId;
    private @Nullable String userAgent;
    private @Nullable String ipAddress;
    private @Nullable String inputFeatures;
    private @Nullable String output;
    private final Map<String, @Nullable Object> extra = new LinkedHashMap<>();
    private @Nullable Image image;

    private Builder(String imageId) {
      this.imageId = imageId;
    }

    /** When it was made; the moment of {@link #build} if not set. */
    @CanIgnoreReturnValue
    public Builder time(Instant value) {
      time = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder cameraId(long value) {
      cameraId = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder cameraId(@Nullable Long value) {
      cameraId = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder edgeDeviceId(@Nullable String value) {
      edgeDeviceId = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder model(@Nullable String name, @Nullable String version) {
      return model(name, version, null);
    }

    @CanIgnoreReturnValue
    public Builder model(@Nullable String name, @Nullable String version, @Nullable String stage) {
      model = new Model(name, version, stage);
      return this;
    }

    @CanIgnoreReturnValue
    public Builder confidence(double value) {
      confidence = value;
      return this;
    }

    /** Between which values the true confidence lies, as the model says. */
    @CanIgnoreReturnValue
    public Builder confidenceInterval(double lower, double upper) {
      confidenceLower = lower;
      confidenceUpper = upper;
      return this;
    }

    /** The confidence of each class or detection. */
    @CanIgnoreReturnValue
    public Builder scores(List<Double> values) {
      scores = List.copyOf(values);
      return this;
    }

    @CanIgnoreReturnValue
    public Builder defectDetected(boolean value) {
      defectDetected = value;
      return this;
    }

    /** A defect of this type was found. */
    @CanIgnoreReturnValue
    public Builder defect(String type) {
      defectDetected = true;
      defectType = type;
      return this;
    }

    /** One more. */
    @CanIgnoreReturnValue
    public Builder detection(Detection value) {
      detections.add(value);
      return this;
    }

    /** Some more. */
    @CanIgnoreReturnValue
    public Builder detections(List<Detection> values) {
      detections.addAll(values);
      return this;
    }

    /** The text of a JSON array. */
    @CanIgnoreReturnValue
    public Builder boundingBoxesJson(@Nullable String json) {
      boundingBoxes = json;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder inferenceTime(@Nullable Duration value) {
      inferenceTime = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder processingTime(@Nullable Duration value) {
      processingTime = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder notes(@Nullable String value) {
      notes = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder status(@Nullable String value) {
      status = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder errorMessage(@Nullable String value) {
      errorMessage = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder requestId(@Nullable String value) {
      requestId = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder batchId(@Nullable String value) {
      batchId = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder userAgent(@Nullable String value) {
      userAgent = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder ipAddress(@Nullable String value) {
      ipAddress = value;
      return this;
    }

    /**
     * What the model was given: numbers, booleans, texts, lists and maps of these; other values
     * become texts.
     */
    @CanIgnoreReturnValue
    public Builder inputFeatures(@Nullable Object value) {
      return inputFeaturesJson(JsonText.of(value));
    }

    /** The same as JSON text. */
    @CanIgnoreReturnValue
    public Builder inputFeaturesJson(@Nullable String json) {
      inputFeatures = json;
      return this;
    }

    /** What the model said beside all this; values as in {@link #inputFeatures}. */
    @CanIgnoreReturnValue
    public Builder output(@Nullable Object value) {
      return outputJson(JsonText.of(value));
    }

    /** The same as JSON text. */
    @CanIgnoreReturnValue
    public Builder outputJson(@Nullable String json) {
      output = json;
      return this;
    }

    /** One value of the extra data. */
    @CanIgnoreReturnValue
    public Builder extra(String key, @Nullable Object value) {
      extra.put(key, value);
      return this;
    }

    /** All values of a map. */
    @CanIgnoreReturnValue
    public Builder extra(Map<String, ? extends @Nullable Object> values) {
      extra.putAll(values);
      return this;
    }

    @CanIgnoreReturnValue
    public Builder image(@Nullable Image value) {
      image = value;
      return this;
    }

    /**
     * The prediction.
     *
     * @throws IllegalArgumentException if something is not allowed
     */
    public Prediction build() {
      return new Prediction(
          imageId,
          time == null ? Instant.now() : time,
          cameraId,
          edgeDeviceId,
          model,
          new Confidence(confidence, confidenceLower, confidenceUpper, scores),
          defectDetected,
          defectType,
          detections,
          boundingBoxes,
          inferenceTime,
          processingTime,
          notes,
          status,
          errorMessage,
          new Request(requestId, batchId, userAgent, ipAddress),
          inputFeatures,
          output,
          extra,
          image);
    }
  }
}
