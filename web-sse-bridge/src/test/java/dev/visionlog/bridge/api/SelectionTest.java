package dev.visionlog.bridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.QueryParams;
import dev.visionlog.bridge.http.Parameters;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Conditions as one filter. */
class SelectionTest {
  @Test
  void asFilter_ofNothingIsEmpty() {
    assertThat(selection().asFilter()).isEmpty();
  }

  @Test
  void asFilter_putsTheFilterLastAndAsItIs() {
    assertThat(selection("filter", "a OR b").asFilter()).isEqualTo("a OR b");
    assertThat(selection("filter", "a OR b", "level", "error").asFilter())
        .isEqualTo("level = ERROR AND a OR b");
  }

  @Test
  void asFilter_quotesTextsSoThatTheyMeanThemselves() {
    assertThat(selection("source", "cam*_\"1\"\\").asFilter())
        .isEqualTo("source = \"cam\\*_\\\"1\\\"\\\\\"");
    assertThat(selection("search", "a\nb\r\tü").asFilter()).isEqualTo("\"a\\nb\\r\\tü\"");
  }

  @Test
  void asFilter_joinsEverything() {
    assertThat(
            selection(
                    "level", "INFO",
                    "source", "api",
                    "camera_id", "3",
                    "search", "x",
                    "start_date", "2026-01-31",
                    "end_date", "2026-02-01T00:00:00.5Z")
                .asFilter())
        .isEqualTo(
            "level = INFO AND source = \"api\" AND camera_id = 3 AND \"x\""
                + " AND time >= 2026-01-31T00:00:00Z AND time < 2026-02-01T00:00:00.500Z");
  }

  private static Selection selection(String... parameters) {
    var query = QueryParams.builder();
    for (int i = 0; i < parameters.length; i += 2) {
      query.add(parameters[i], parameters[i + 1]);
    }
    return Selection.of(Parameters.of(query.build(), Set.of(Selection.names())));
  }
}
