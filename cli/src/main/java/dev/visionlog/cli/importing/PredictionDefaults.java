package dev.visionlog.cli.importing;

import dev.visionlog.v1.Prediction;
import org.jspecify.annotations.Nullable;

/** What predictions get that do not say it themselves. */
public record PredictionDefaults(String edgeDeviceId, @Nullable Long cameraId) {
  void apply(Prediction.Builder prediction) {
    if (prediction.getEdgeDeviceId().isEmpty()) {
      prediction.setEdgeDeviceId(edgeDeviceId);
    }
    if (!prediction.hasCameraId() && cameraId != null) {
      prediction.setCameraId(cameraId);
    }
  }
}
