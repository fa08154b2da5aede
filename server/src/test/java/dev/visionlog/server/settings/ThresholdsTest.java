package dev.visionlog.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.model.Level;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
  private final Thresholds thresholds =
      new Thresholds(
          Level.WARNING, Map.of("camera", Level.DEBUG, "camera.3", Level.ERROR, "api", Level.INFO));

  @Test
  void admits_byTheSourcesOwnThreshold() {
    assertThat(thresholds.admits(Level.WARNING, "camera.3")).isFalse();
    assertThat(thresholds.admits(Level.ERROR, "camera.3")).isTrue();
  }

  @Test
  void admits_byTheNearestNameAbove() {
    assertThat(thresholds.admits(Level.DEBUG, "camera.4.lens")).isTrue();
    assertThat(thresholds.admits(Level.TRACE, "camera.4.lens")).isFalse();
    assertThat(thresholds.admits(Level.WARNING, "camera.3.lens")).isFalse();
  }

  @Test
  void admits_byTheGlobalThresholdOtherwise() {
    assertThat(thresholds.admits(Level.INFO, "worker")).isFalse();
    assertThat(thresholds.admits(Level.INFO, "apis")).isFalse();
    assertThat(thresholds.admits(Level.WARNING, "camera_3")).isTrue();
    assertThat(thresholds.admits(Level.INFO, ".")).isFalse();
  }
}
