package dev.visionlog.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.v1.DiagnoseResponse;
import dev.visionlog.v1.LogStats;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final DiagnoseResponse WITH_TEST_ENTRIES =
      DiagnoseResponse.newBuilder()
          .setStats(LogStats.newBuilder().setTotalCount(7).setCriticalCount(1))
          .build();

  @Test
  void testEntries_areNothingToLookAt() {
    assertThat(findings(0)).isEmpty();
  }

  @Test
  void criticals_areCounted() {
    assertThat(findings(1)).containsExactly("1 CRITICAL entry in the period");
    assertThat(findings(2)).containsExactly("2 CRITICAL entries in the period");
  }

  private static List<String> findings(long criticals) {
    return new Findings(WITH_TEST_ENTRIES, criticals, Duration.ofMinutes(15)).all();
  }
}
