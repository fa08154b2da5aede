package dev.visionlog.camera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visionlog.client.ClientStats;
import dev.visionlog.client.DropReason;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void line_leavesOutWhatIsZero() {
    assertThat(line(new Counters.Counts(1234, 0, 0, 0, 3210, 2, 0, 4.13, 6.38), stats(0)).text())
        .isEqualTo(
            "1,234 frames, 9.9/s, 3,210 detections, 2 defects, inference 4.1 ms (p95 6.4)"
                + " | predictions: 1,200 stored, 34 waiting");
  }

  @Test
  void line_saysWhatIsWrong() {
    assertThat(line(new Counters.Counts(1234, 0, 17, 0, 0, 0, 5, 4, 6), stats(3)).text())
        .endsWith(
            "1,200 stored, 34 waiting, 3 dropped, 17 frames missed, 5 detector failures | no"
                + " connection");
  }

  @Test
  void values_areForTheServersLog() {
    assertThat(line(new Counters.Counts(7, 1, 2, 0, 3, 4, 5, 4, 6), stats(0)).values())
        .containsEntry("frames", 7L)
        .containsEntry("frames_missed", 2L)
        .containsEntry("predictions_stored", 1200L);
  }

  @Test
  void durations_knowAverageAndPercentile() {
    Durations durations = new Durations(100);
    assertThat(durations.p95Millis()).isZero();
    for (int millis = 1; millis <= 100; millis++) {
      durations.add(Duration.ofMillis(millis));
    }
    assertThat(durations.averageMillis()).isCloseTo(50.5, within(0.01));
    assertThat(durations.p95Millis()).isEqualTo(95);
    for (int each = 0; each < 100; each++) {
      durations.add(Duration.ofMillis(2));
    }
    assertThat(durations.p95Millis()).isEqualTo(2);
  }

  @Test
  void frameRate_isThatSinceTheLastLook() {
    FrameRate rate = new FrameRate();
    long start = System.nanoTime();
    rate.at(10, start);
    assertThat(rate.at(30, start + 2_000_000_000L)).isEqualTo(10);
    assertThat(rate.at(30, start + 3_000_000_000L)).isZero();
  }

  private static StatisticsLine line(Counters.Counts counts, ClientStats stats) {
    return new StatisticsLine(counts, 9.94, stats);
  }

  private static ClientStats stats(long dropped) {
    return new ClientStats(
        1234 + dropped,
        0,
        1200,
        0,
        0,
        0,
        0,
        dropped == 0 ? Map.of() : Map.of(DropReason.QUEUE_FULL, dropped),
        34,
        0,
        0,
        dropped == 0);
  }
}
