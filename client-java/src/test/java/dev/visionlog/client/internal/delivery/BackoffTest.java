package dev.visionlog.client.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** Always the largest random number. */
  private static final RandomGenerator HIGHEST = () -> -1L;

  @Test
  void next_growsUpToTheLongest() {
    Backoff backoff = new Backoff(FIRST, LONGEST, 2, HIGHEST);
    long[] expected = {500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000};
    for (long millis : expected) {
      assertThat(backoff.next(Duration.ZERO).toMillis()).isBetween(millis - 1, millis);
    }
    backoff.reset();
    assertThat(backoff.next(Duration.ZERO).toMillis()).isBetween(499L, 500L);
  }

  @Test
  void next_isSpreadOverTheWholeSpan() {
    Backoff backoff = new Backoff(LONGEST, LONGEST, 2, new SplittableRandom(3));
    double sum = 0;
    for (int i = 0; i < 1_000; i++) {
      Duration wait = backoff.next(Duration.ZERO);
      assertThat(wait).isBetween(Duration.ZERO, LONGEST);
      sum += wait.toMillis();
    }
    assertThat(sum / 1_000).isBetween(27_000.0, 33_000.0);
  }

  @Test
  void next_isAtLeastWhatTheServerAsksFor() {
    Backoff backoff = new Backoff(FIRST, LONGEST, 2, new SplittableRandom(3));
    assertThat(backoff.next(Duration.ofSeconds(5)))
        .isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_500));
  }
}
