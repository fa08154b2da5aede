package dev.visionlog.benchmarks.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

final class TimingsTest {
  private final Timings timings = new Timings();

  @Test
  void milliseconds_areThoseOfTheNearestRank() {
    for (int i = 20; i >= 1; i--) {
      timings.add(i * 1_000_000L);
    }
    assertThat(timings.milliseconds(0.5)).isEqualTo(10);
    assertThat(timings.milliseconds(0.95)).isEqualTo(19);
    assertThat(timings.milliseconds(1)).isEqualTo(20);
  }

  @Test
  void milliseconds_ofOneTimeAreThatTime() {
    timings.add(1_500_000);
    assertThat(timings.milliseconds(0.05)).isEqualTo(1.5);
    assertThat(timings.milliseconds(0.95)).isEqualTo(1.5);
  }

  @Test
  void milliseconds_needATime() {
    assertThatIllegalStateException().isThrownBy(() -> timings.milliseconds(0.5));
  }
}
