package dev.visionlog.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visionlog.client.Level;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyTextsTest {

  @ParameterizedTest
  @CsvSource({
    "200ms, PT0.2S",
    "5s, PT5S",
    "1h30m, PT1H30M",
    "7d, PT168H",
    "1.5 seconds, PT1.5S",
    "5 minutes, PT5M",
    "1 hour, PT1H",
    "2 days, PT48H",
    "250, PT0.25S",
    "0, PT0S",
    "10 MILLISECONDS, PT0.01S"
  })
  void duration_readsBothWaysOfWritingIt(String text, Duration expected) {
    assertThat(PropertyTexts.duration(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "5 apples", "-1s", "s", "1h x", "ss"})
  void duration_refusesOthers(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> PropertyTexts.duration(text));
  }

  @ParameterizedTest
  @CsvSource({"65536, 65536", "256KiB, 262144", "32 MB, 33554432", "1.5GiB, 1610612736", "0, 0"})
  void size_readsUnitsOf1024(String text, long expected) {
    assertThat(PropertyTexts.size(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "1TBx", "-1", "1 2"})
  void size_refusesOthers(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> PropertyTexts.size(text));
  }

  @Test
  void bytes_areBoundedByAnArray() {
    assertThatIllegalArgumentException().isThrownBy(() -> PropertyTexts.bytes("2GiB"));
  }

  @Test
  void level_readsLogurusAndLogbacksNames() {
    assertThat(PropertyTexts.level("success")).isEqualTo(Level.SUCCESS);
    assertThat(PropertyTexts.level("WARN")).isEqualTo(Level.WARNING);
  }

  @Test
  void extra_isCutAtTheFirstEqualSign() {
    assertThat(PropertyTexts.extra(" url = a=b ")).isEqualTo(Map.entry("url", "a=b"));
    assertThat(PropertyTexts.extra("empty=")).isEqualTo(Map.entry("empty", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> PropertyTexts.extra("=b"));
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "3.0, 3", "' 07 ', 7", "9223372036854775807, 9223372036854775807"})
  void cameraId_isReadFromTexts(String text, long expected) {
    Object value = text.equals("3.0") ? (Object) 3.0 : text;
    assertThat(CameraId.of(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "3a", "9223372036854775808", "1e3", "٣"})
  void cameraId_isNoOtherText(String text) {
    assertThat(CameraId.of(text)).isNull();
  }

  @Test
  void cameraId_isNoOtherNumber() {
    assertThat(CameraId.of(3.5)).isNull();
    assertThat(CameraId.of(-1)).isNull();
    assertThat(CameraId.of(Double.NaN)).isNull();
    assertThat(CameraId.of(1e300)).isNull();
    assertThat(CameraId.of(true)).isNull();
  }
}
