package dev.visionlog.camera.worker;

import dev.visionlog.camera.detect.Finding;
import dev.visionlog.camera.frame.CameraFrame;
import java.time.Duration;

/**
 * What came of one frame.
 *
 * @param finding nothing, if the detector failed
 * @param failure why the detector failed; empty if it did not
 * @param inference how long the detector took
 */
record Inspection(CameraFrame frame, Finding finding, String failure, Duration inference) {
  boolean hasFailed() {
    return !failure.isEmpty();
  }

  Inspection failed(String why) {
    return new Inspection(frame, Finding.nothing(), why, inference);
  }
}
