package dev.visionlog.camera.worker;

import dev.visionlog.camera.detect.Detector;
import dev.visionlog.camera.detect.Finding;
import dev.visionlog.camera.frame.CameraFrame;
import java.time.Duration;

/** Asks the detector, and survives what it throws. For one thread. */
final class Inspector {
  private final Detector detector;

  Inspector(Detector detector) {
    this.detector = detector;
  }

  /** The frame belongs to the inspection from now on. */
  Inspection inspect(CameraFrame frame) throws InterruptedException {
    long startedAt = System.nanoTime();
    try {
      Finding finding = detector.detect(frame);
      return new Inspection(frame, finding, "", since(startedAt));
    } catch (InterruptedException stopped) {
      frame.close();
      throw stopped;
    } catch (Exception | LinkageError failed) {
      return new Inspection(frame, Finding.nothing(), describe(failed), since(startedAt));
    }
  }

  private static Duration since(long startedAt) {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  private static String describe(Throwable failed) {
    String message = failed.getMessage();
    String type = failed.getClass().getSimpleName();
    return message == null || message.isBlank() ? type : type + ": " + message;
  }
}
