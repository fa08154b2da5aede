package dev.visionlog.bridge.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-31, 2026-01-31T00:00:00Z",
    "2026-01-31T08:30, 2026-01-31T08:30:00Z",
    "2026-01-31T08:30:00, 2026-01-31T08:30:00Z",
    "2026-01-31T08:30:00.123456789Z, 2026-01-31T08:30:00.123456789Z",
    "2026-01-31t08:30:00z, 2026-01-31T08:30:00Z",
    "2026-01-31T08:30:00+01:00, 2026-01-31T07:30:00Z",
    "2026-01-31T08:30:00+0100, 2026-01-31T07:30:00Z",
    "2026-01-31T08:30:00-02, 2026-01-31T10:30:00Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
  })
  void parse_takesWhatIsoAllows(String text, Instant time) {
    assertThat(IsoTime.parse(text)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026",
        "2026-01",
        "2026-02-30",
        "2026-01-31 08:30:00",
        "31.01.2026",
        "1769848200",
        "2026-01-31T25:00:00Z",
        "2026-01-31T08:30:00Europe/Berlin",
        "0000-12-31T23:59:59Z",
        "-0001-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-01:00"
      })
  void parse_refusesTheRest(String text) {
    assertThat(IsoTime.parse(text)).isEmpty();
  }
}
