package dev.visionlog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OncePerMinuteTest {
  private final AtomicLong nanos = new AtomicLong();
  private final OncePerMinute limit = new OncePerMinute(nanos::get);

  @Test
  void first_passes() {
    assertThat(limit.pass()).isZero();
  }

  @Test
  void others_areHeldForAMinuteAndCounted() {
    limit.pass();
    assertThat(limit.pass()).isNegative();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(59));
    assertThat(limit.pass()).isNegative();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(limit.pass()).isEqualTo(2);
    assertThat(limit.pass()).isNegative();
  }
}
