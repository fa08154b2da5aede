package dev.visionlog.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTypesTest {
  private static final DurationType DURATION = DurationType.between("0ms", "30d");
  private static final SizeType SIZE = SizeType.between("0B", "2GiB");

  @ParameterizedTest
  @CsvSource({"0ms, 0ms", "1500ms, 1500ms", "2000ms, 2s", "60s, 1m", "24h, 1d", "30d, 30d"})
  void duration_isShownInItsLargestUnit(String given, String shown) {
    assertThat(DURATION.show(DURATION.parse(given))).isEqualTo(shown);
  }

  @Test
  void duration_isRead() {
    assertThat(DURATION.parse("90 s")).isEqualTo(Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "s", "-1s", "1.5s", "1 week", "31d", "999999999999999999d"})
  void duration_refusesTheRest(String given) {
    assertThatIllegalArgumentException().isThrownBy(() -> DURATION.parse(given));
  }

  @ParameterizedTest
  @CsvSource({"1024B, 1KiB", "16MiB, 16MiB", "1025KiB, 1025KiB", "2048MiB, 2GiB"})
  void size_isShownInItsLargestUnit(String given, String shown) {
    assertThat(SIZE.show(SIZE.parse(given))).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"16", "16MB", "16mib", "3GiB", "-1B"})
  void size_refusesTheRest(String given) {
    assertThatIllegalArgumentException().isThrownBy(() -> SIZE.parse(given));
  }

  @Test
  void choices_areReadAndShown() {
    ChoicesType type = ChoicesType.of("jpeg", "png", "raw");
    assertThat(type.show(type.parse("raw, jpeg,raw"))).isEqualTo("raw,jpeg");
    assertThat(type.allowed()).isEqualTo("some of jpeg, png, raw, separated by commas");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gif", "jpeg,", "JPEG", "jpeg png", ","})
  void choices_refuseTheRest(String given) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChoicesType.of("jpeg", "png").parse(given));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "port, prot, 2",
    "port, ports, 1",
    "grpc.port, grcp.port, 2",
    "a, '', 1"
  })
  void distance_countsEdits(String one, String other, int expected) {
    assertThat(Suggestion.distance(one, other)).isEqualTo(expected);
  }
}
