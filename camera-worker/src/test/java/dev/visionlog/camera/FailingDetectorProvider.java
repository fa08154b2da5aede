package dev.visionlog.camera;

import dev.visionlog.camera.detect.Detector;
import dev.visionlog.camera.detect.DetectorOptions;
import dev.visionlog.camera.detect.DetectorProvider;
import dev.visionlog.camera.detect.Finding;
import dev.visionlog.camera.frame.CameraFrame;

/** A detector that cannot tell on each second frame. */
public final class FailingDetectorProvider implements DetectorProvider {
  @Override
  public String name() {
    return "failing";
  }

  @Override
  public Detector create(DetectorOptions options) {
    return new Failing();
  }

  private static final class Failing implements Detector {
    @Override
    public String modelName() {
      return "failing";
    }

    @Override
    public String modelVersion() {
      return "0";
    }

    @Override
    public Finding detect(CameraFrame frame) {
      if (frame.number() % 2 == 0) {
        throw new IllegalStateException("Model is gone");
      }
      return Finding.nothing();
    }
  }
}
