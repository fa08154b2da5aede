package dev.visionlog.logback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.client.Level;
import dev.visionlog.client.Thresholds;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreshThresholdsTest {
  private static final Thresholds WARNING = new Thresholds(Level.WARNING, Map.of());
  private static final Thresholds ERROR = new Thresholds(Level.ERROR, Map.of());

  private final FakeConnection server = new FakeConnection();
  private final AtomicLong nanos = new AtomicLong();
  private final FreshThresholds thresholds = new FreshThresholds(server, nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void look_asksNobodyAtTheStart() {
    assertThat(thresholds.look()).isEqualTo(Thresholds.NONE);
    assertThat(server.fetches).isEmpty();
  }

  @Test
  void look_asksBehindItsBackWhenTheyAreOld() {
    thresholds.look();
    pass(Duration.ofSeconds(29));
    thresholds.look();
    assertThat(server.fetches).isEmpty();
    pass(Duration.ofSeconds(2));
    assertThat(thresholds.look()).isEqualTo(Thresholds.NONE);
    server.fetches.element().complete(WARNING);
    assertThat(thresholds.look()).isEqualTo(WARNING);
  }

  @Test
  void look_asksOnceHoweverManyLook() {
    thresholds.look();
    pass(FreshThresholds.MAX_AGE.plusSeconds(1));
    for (int i = 0; i < 100; i++) {
      thresholds.look();
    }
    assertThat(server.fetches).hasSize(1);
  }

  @Test
  void look_keepsTheLastGoodOnesWhenTheServerDoesNotAnswer() {
    thresholds.heard(WARNING);
    pass(FreshThresholds.MAX_AGE.plusSeconds(1));
    thresholds.look();
    server.fetches.remove().completeExceptionally(new IllegalStateException("away"));
    assertThat(thresholds.look()).isEqualTo(WARNING);
    assertThat(server.fetches).isEmpty();
    pass(FreshThresholds.MAX_AGE.plusSeconds(1));
    thresholds.look();
    server.fetches.remove().complete(ERROR);
    assertThat(thresholds.look()).isEqualTo(ERROR);
  }

  @Test
  void heard_countsAtOnceAndIsFresh() {
    thresholds.look();
    pass(Duration.ofSeconds(29));
    thresholds.heard(ERROR);
    assertThat(thresholds.look()).isEqualTo(ERROR);
    pass(Duration.ofSeconds(29));
    thresholds.look();
    assertThat(server.fetches).isEmpty();
  }

  @Test
  void heard_isNotOverwrittenByAnAnswerThatWasUnderWay() {
    thresholds.look();
    pass(FreshThresholds.MAX_AGE.plusSeconds(1));
    thresholds.look();
    thresholds.heard(ERROR);
    server.fetches.element().complete(WARNING);
    assertThat(thresholds.look()).isEqualTo(ERROR);
  }
}
