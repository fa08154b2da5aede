package dev.visionlog.camera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visionlog.camera.Pictures;
import dev.visionlog.camera.detect.Detector;
import dev.visionlog.camera.detect.Finding;
import dev.visionlog.camera.frame.CameraFrame;
import org.junit.jupiter.api.Test;

class InspectorTest {
  @Test
  void finding_isHandedOnWithItsTime() throws Exception {
    Inspection inspection = inspect(frame -> Finding.nothing().withDefect("scratch"));
    assertThat(inspection.finding().defectType()).isEqualTo("scratch");
    assertThat(inspection.hasFailed()).isFalse();
    assertThat(inspection.inference()).isPositive();
    inspection.frame().close();
  }

  @Test
  void failure_isHandedOnAsSuch() throws Exception {
    Inspection inspection =
        inspect(
            frame -> {
              throw new IllegalStateException("Model is gone");
            });
    assertThat(inspection.failure()).isEqualTo("IllegalStateException: Model is gone");
    assertThat(inspection.finding()).isEqualTo(Finding.nothing());
    inspection.frame().close();
  }

  @Test
  void missingLibrary_isAFailureToo() throws Exception {
    Inspection inspection =
        inspect(
            frame -> {
              throw new NoClassDefFoundError("com/acme/Model");
            });
    assertThat(inspection.failure()).isEqualTo("NoClassDefFoundError: com/acme/Model");
    inspection.frame().close();
  }

  @Test
  void stop_isNoFailure() {
    assertThatThrownBy(
            () ->
                inspect(
                    frame -> {
                      throw new InterruptedException();
                    }))
        .isInstanceOf(InterruptedException.class);
  }

  private static Inspection inspect(Look look) throws InterruptedException {
    return new Inspector(new LookingDetector(look)).inspect(Pictures.frame(1));
  }

  private interface Look {
    Finding at(CameraFrame frame) throws Exception;
  }

  private record LookingDetector(Look look) implements Detector {
    @Override
    public String modelName() {
      return "look";
    }

    @Override
    public String modelVersion() {
      return "1";
    }

    @Override
    public Finding detect(CameraFrame frame) throws Exception {
      return look.at(frame);
    }
  }
}
