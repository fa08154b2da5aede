package dev.visionlog.server.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model said, as it is stored. Texts are without NUL and unpaired surrogates, and empty
 * where there is none; JSON is text that PostgreSQL accepts as {@code jsonb}.
 *
 * @param id unique among predictions; 0 until the pipeline has given one
 * @param time by the writer's clock, in whole microseconds
 * @param receivedTime by the server's clock, in whole microseconds
 * @param cameraId 0 or greater
 * @param detections what was found where
 * @param boundingBoxesJson an array, as the caller sent it
 * @param inferenceTimeMs 0 or greater
 * @param processingTimeMs 0 or greater
 * @param status never empty; {@link #SUCCESS} or another one in lower case
 * @param inputFeaturesJson any JSON
 * @param outputJson any JSON
 * @param extraJson a JSON object
 * @param position its place in the order of commits of predictions, from 1; 0 until it is committed
 */
public record Prediction(
    long id,
    String imageId,
    Instant time,
    Instant receivedTime,
    @Nullable Long cameraId,
    String edgeDeviceId,
    Model model,
    Confidence confidence,
    boolean defectDetected,
    String defectType,
    List<Detection> detections,
    @Nullable String boundingBoxesJson,
    @Nullable Double inferenceTimeMs,
    @Nullable Double processingTimeMs,
    String processingNotes,
    String status,
    String errorMessage,
    Request request,
    @Nullable String inputFeaturesJson,
    @Nullable String outputJson,
    @Nullable String extraJson,
    PredictionImage image,
    long position)
    implements Entry<Prediction> {

  /** The status of a prediction that has not failed. */
  public static final String SUCCESS = "success";

  private static final int FIXED_BYTES = 600;
  private static final int DETECTION_BYTES = 120;

  /** Which model; each part may be empty. */
  public record Model(String name, String version, String stage) {}

  /**
   * How sure the model is, 0 to 1.
   *
   * @param lower the interval's ends, if the model gives one
   * @param scores of each class or detection; may be empty
   */
  public record Confidence(
      @Nullable Double value,
      @Nullable Double lower,
      @Nullable Double upper,
      List<Double> scores) {}

  /** Who asked for it, with which request; each part may be empty. */
  public record Request(String id, String batchId, String userAgent, String ipAddress) {}

  public boolean isSuccess() {
    return status.equals(SUCCESS);
  }

  /** The different classes of its detections, sorted. */
  public List<String> classes() {
    return detections.stream()
        .map(Detection::className)
        .filter(name -> !name.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public long bytes() {
    return FIXED_BYTES
        + (long) detections.size() * DETECTION_BYTES
        + confidence.scores().size() * 24L
        + imageId.length()
        + processingNotes.length()
        + errorMessage.length()
        + length(boundingBoxesJson)
        + length(inputFeaturesJson)
        + length(outputJson)
        + length(extraJson);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  @Override
  public Prediction committedAs(long id, long position) {
    return with(id, image, position);
  }

  /** The same with another image. */
  public Prediction withImage(PredictionImage image) {
    return with(id, image, position);
  }

  private Prediction with(long id, PredictionImage image, long position) {
    return new Prediction(
        id,
        imageId,
        time,
        receivedTime,
        cameraId,
        edgeDeviceId,
        model,
        confidence,
        defectDetected,
        defectType,
        detections,
        boundingBoxesJson,
        inferenceTimeMs,
        processingTimeMs,
        processingNotes,
        status,
        errorMessage,
        request,
        inputFeaturesJson,
        outputJson,
        extraJson,
        image,
        position);
  }
}
