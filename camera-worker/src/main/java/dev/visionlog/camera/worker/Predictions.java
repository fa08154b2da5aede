package dev.visionlog.camera.worker;

import dev.visionlog.camera.frame.FrameNames;
import dev.visionlog.client.Detection;
import dev.visionlog.client.Image;
import dev.visionlog.client.Prediction;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** Makes predictions of inspections, with their pictures. Any thread. */
final class Predictions {
  private final FrameNames names;
  private final Prediction.Model model;
  private final ImageChoice images;
  private final JpegEncoder encoder;

  Predictions(WorkerSettings settings) {
    this.names = settings.names();
    this.model = settings.model();
    this.images = settings.images();
    this.encoder = new JpegEncoder(settings.quality());
  }

  /** Takes as long as encoding does. A finding that is not allowed counts as a failure. */
  Prediction of(Inspection inspection) {
    try {
      return make(inspection);
    } catch (IllegalArgumentException notAllowed) {
      return make(inspection.failed("The finding of the detector: " + notAllowed.getMessage()));
    }
  }

  private Prediction make(Inspection inspection) {
    Prediction.Builder builder = described(inspection);
    addResult(builder, inspection);
    if (images.wants(inspection)) {
      addImage(builder, inspection);
    }
    return builder.processingTime(inspection.frame().age()).build();
  }

  private Prediction.Builder described(Inspection inspection) {
    long frame = inspection.frame().number();
    return Prediction.builder(names.of(frame))
        .time(inspection.frame().time())
        .cameraId(names.cameraId())
        .model(model.name(), model.version(), model.stage())
        .batchId(names.runId())
        .inferenceTime(inspection.inference())
        .extra("frame", frame)
        .extra("video_seconds", inspection.frame().offset().toMillis() / 1000.0);
  }

  private static void addResult(Prediction.Builder builder, Inspection inspection) {
    if (inspection.hasFailed()) {
      builder.errorMessage(inspection.failure());
      return;
    }
    List<Detection> detections = inspection.finding().detections();
    List<Double> scores =
        detections.stream().map(Detection::confidence).filter(Objects::nonNull).toList();
    scores.stream().max(Double::compare).ifPresent(builder::confidence);
    builder.scores(scores).detections(detections).notes(inspection.finding().notes());
    if (inspection.finding().isDefect()) {
      builder.defect(inspection.finding().defectType());
    }
  }

  /** A prediction without its picture is better than none. */
  private void addImage(Prediction.Builder builder, Inspection inspection) {
    try {
      builder.image(Image.encoded(encoder.encode(inspection.frame().image())));
    } catch (IOException | RuntimeException unfit) {
      builder.extra("image_missing", unfit.getMessage());
    }
  }
}
