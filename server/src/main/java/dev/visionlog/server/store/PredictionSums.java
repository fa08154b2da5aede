package dev.visionlog.server.store;

import org.jspecify.annotations.Nullable;

/**
 * Sums over predictions, in whole units: what is added and taken away again leaves nothing behind.
 * Confidence counts in billionths, time in microseconds.
 */
public record PredictionSums(
    long count,
    long confidenceCount,
    long confidenceNanos,
    long inferenceCount,
    long inferenceMicros,
    long imageCount,
    long imageBytes) {

  public static final PredictionSums NOTHING = new PredictionSums(0, 0, 0, 0, 0, 0, 0);

  /** Those of one prediction. */
  public static PredictionSums of(
      @Nullable Double confidence,
      @Nullable Double inferenceTimeMs,
      boolean hasImage,
      long imageBytes) {
    return new PredictionSums(
        1,
        confidence == null ? 0 : 1,
        confidence == null ? 0 : (long) Math.rint(confidence * 1e9),
        inferenceTimeMs == null ? 0 : 1,
        inferenceTimeMs == null ? 0 : (long) Math.rint(inferenceTimeMs * 1e3),
        hasImage ? 1 : 0,
        hasImage ? imageBytes : 0);
  }

  /** An image that goes while its prediction stays. */
  public static PredictionSums withoutImage(long imageBytes) {
    return new PredictionSums(0, 0, 0, 0, 0, -1, -imageBytes);
  }

  public PredictionSums plus(PredictionSums other) {
    return new PredictionSums(
        count + other.count,
        confidenceCount + other.confidenceCount,
        confidenceNanos + other.confidenceNanos,
        inferenceCount + other.inferenceCount,
        inferenceMicros + other.inferenceMicros,
        imageCount + other.imageCount,
        imageBytes + other.imageBytes);
  }

  public PredictionSums negated() {
    return new PredictionSums(
        -count,
        -confidenceCount,
        -confidenceNanos,
        -inferenceCount,
        -inferenceMicros,
        -imageCount,
        -imageBytes);
  }
}
