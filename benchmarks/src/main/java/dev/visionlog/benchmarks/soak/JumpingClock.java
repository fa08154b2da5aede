package dev.visionlog.benchmarks.soak;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The machine's clock, until somebody sets it wrong. Any thread. */
final class JumpingClock extends Clock {
  private final Clock right = Clock.systemUTC();
  private volatile Duration wrongBy = Duration.ZERO;

  /** From now on it goes so far ahead; behind if that is negative. */
  void jump(Duration ahead) {
    wrongBy = ahead;
  }

  @Override
  public Instant instant() {
    return right.instant().plus(wrongBy);
  }

  @Override
  public ZoneId getZone() {
    return right.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("An instant has no zone");
  }
}
