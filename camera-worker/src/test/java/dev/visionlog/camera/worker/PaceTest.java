package dev.visionlog.camera.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long MILLI = 1_000_000;

  private long now = 5000 * MILLI;
  private final List<Long> waits = new ArrayList<>();

  @Test
  void frames_areKeptApart() throws Exception {
    Pace pace = pace(10);
    pass(pace, 0, 30, 40, 10);
    assertThat(waits).containsExactly(70L, 60L, 90L);
  }

  @Test
  void lateFrame_isMadeUpForByOne() throws Exception {
    Pace pace = pace(10);
    pass(pace, 0, 130, 10);
    assertThat(waits).containsExactly(60L);
  }

  @Test
  void longBreak_isNotMadeUpFor() throws Exception {
    Pace pace = pace(10);
    pass(pace, 0, 5000, 20);
    assertThat(waits).containsExactly(80L);
  }

  @Test
  void zero_neverWaits() throws Exception {
    pass(pace(0), 0, 1, 1);
    assertThat(waits).isEmpty();
  }

  private void pass(Pace pace, long... workMillis) throws InterruptedException {
    for (long work : workMillis) {
      now += work * MILLI;
      pace.await();
    }
  }

  private Pace pace(double framesPerSecond) {
    return new Pace(framesPerSecond, () -> now, this::sleep);
  }

  private void sleep(long nanos) {
    waits.add(nanos / MILLI);
    now += nanos;
  }
}
