package dev.visionlog.client.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.client.ClientListener;
import dev.visionlog.client.internal.delivery.Troubles.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TroublesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Troubles troubles = new Troubles(nanos::get);
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void listen() {
    troubles.add(new Notebook());
  }

  private final class Notebook implements ClientListener {
    @Override
    public void trouble(Trouble trouble) {
      told.add(trouble.text());
    }
  }

  @Test
  void begins_saysWhetherItWasTold() {
    assertThat(troubles.begins(Subject.DROPS, "1 dropped")).isTrue();
    assertThat(troubles.begins(Subject.DROPS, "2 dropped")).isFalse();
    assertThat(troubles.begins(Subject.SPOOL, "full")).isTrue();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(troubles.begins(Subject.DROPS, "3 dropped")).isTrue();
    assertThat(told).containsExactly("1 dropped", "full", "3 dropped");
  }

  @Test
  void ends_isToldOnceAndOnlyAfterABeginning() {
    troubles.ends(Subject.CONNECTION, "connected");
    troubles.begins(Subject.CONNECTION, "lost");
    troubles.ends(Subject.CONNECTION, "connected again");
    troubles.ends(Subject.CONNECTION, "connected once more");
    assertThat(told).containsExactly("lost", "connected again");
  }

  @Test
  void listenerThatComesLate_isToldWhatIsWrong() {
    Troubles others = new Troubles(nanos::get);
    others.begins(Subject.CONNECTION, "lost");
    others.begins(Subject.SPOOL, "full");
    others.ends(Subject.CONNECTION, "connected again");
    others.add(new Notebook());
    assertThat(told).containsExactly("full");
    others.ends(Subject.SPOOL, "room again");
    assertThat(told).containsExactly("full", "room again");
  }

  @Test
  void listenerThatThrows_keepsNobodyElseFromBeingTold() {
    Troubles others = new Troubles(nanos::get);
    others.add(
        new ClientListener() {
          @Override
          public void trouble(Trouble trouble) {
            throw new IllegalStateException("no");
          }
        });
    others.add(new Notebook());
    others.begins(Subject.INSIDE, "something");
    assertThat(told).containsExactly("something");
  }
}
