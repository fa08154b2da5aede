package dev.visionlog.camera.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FrameNamesTest {
  private final FrameNames names = new FrameNames(3, "night-7");

  @Test
  void name_isReadBack() {
    assertThat(names.of(123)).isEqualTo("camera-3/night-7/frame-000123");
    assertThat(names.frameOf(names.of(123))).hasValue(123);
    assertThat(names.frameOf(names.of(12_345_678))).hasValue(12_345_678);
  }

  @Test
  void foreignNames_areNone() {
    assertThat(names.frameOf("camera-4/night-7/frame-000123")).isEmpty();
    assertThat(names.frameOf("camera-3/night-77/frame-000123")).isEmpty();
    assertThat(names.frameOf("camera-3/night-7/frame-000123x")).isEmpty();
  }

  @Test
  void runId_hasNoSpecialCharacters() {
    assertThatThrownBy(() -> new FrameNames(3, "a/b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid run id 'a/b'. Must be 1 to 64 letters, digits, dots, dashes and underscores");
  }
}
