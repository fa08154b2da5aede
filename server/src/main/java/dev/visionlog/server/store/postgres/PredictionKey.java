package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Prediction;

/** Which predictions are counted together. {@code cameraId} is -1 for none. */
record PredictionKey(
    long minute,
    String edgeDeviceId,
    long cameraId,
    Prediction.Model model,
    boolean defectDetected,
    String defectType,
    String status) {

  static PredictionKey of(Prediction prediction) {
    Long camera = prediction.cameraId();
    return new PredictionKey(
        Math.floorDiv(prediction.time().getEpochSecond(), 60L),
        prediction.edgeDeviceId(),
        camera == null ? CountKey.NO_CAMERA : camera,
        prediction.model(),
        prediction.defectDetected(),
        prediction.defectType(),
        prediction.status());
  }
}
