package dev.visionlog.camera.motion;

import dev.visionlog.camera.detect.Detector;
import dev.visionlog.camera.detect.DetectorOptions;
import dev.visionlog.camera.detect.DetectorOptionsException;
import dev.visionlog.camera.detect.DetectorProvider;

/** The detector {@code motion}. */
public final class MotionDetectorProvider implements DetectorProvider {
  @Override
  public String name() {
    return "motion";
  }

  @Override
  public Detector create(DetectorOptions options) throws DetectorOptionsException {
    return new MotionDetector(MotionSettings.of(options), Defects.of(options));
  }
}
