package dev.visionlog.server.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.server.model.LogEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommitFeedTest {
  /** So long that a test that depends on it fails. */
  private static final Duration NEVER = Duration.ofMinutes(10);

  private final FakeCommitLog log = new FakeCommitLog();
  private final CommitBuffer<LogEntry> buffer = new CommitBuffer<>(Long.MAX_VALUE, 0);
  private CommitFeed<LogEntry> feed = new CommitFeed<>(log, buffer, () -> {}, NEVER);

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void ownCommits_areOrdered() {
    feed.start();
    feed.add(FakeCommitLog.commitOf(3, 2));
    feed.add(FakeCommitLog.commitOf(1, 2));
    awaitHead(4);
    assertThat(order()).containsExactly(2L, 4L);
  }

  @Test
  void hole_isFilledFromTheStore() {
    log.append(2);
    feed.start();
    feed.add(log.append(1));
    awaitHead(3);
    assertThat(order()).containsExactly(2L, 3L);
  }

  @Test
  void hole_isAllThatIsReadOfTheStore() {
    log.append(2);
    feed.add(log.append(300));
    feed.add(log.append(300));
    feed.start();
    awaitHead(602);
    assertThat(log.entriesRead()).isEqualTo(2);
  }

  @Test
  void wake_asksTheStore() {
    feed.start();
    log.append(5);
    feed.wake();
    awaitHead(5);
  }

  @Test
  void wake_isNotForgottenWhileAHoleIsAwaited() {
    log.append(4);
    feed.start();
    feed.add(FakeCommitLog.commitOf(3, 1));
    feed.add(FakeCommitLog.commitOf(1, 1));
    await().pollDelay(Duration.ZERO).until(() -> buffer.head() >= 1);
    feed.wake();
    feed.add(FakeCommitLog.commitOf(2, 1));
    awaitHead(4);
  }

  @Test
  void hole_thatOpensWhileTheStoreIsReadIsFilledAtOnce() {
    AtomicBoolean once = new AtomicBoolean();
    log.onAfterRead(
        position -> {
          if (!once.getAndSet(true)) {
            log.append(1);
            feed.add(log.append(1));
          }
        });
    feed.start();
    feed.wake();
    awaitHead(2);
  }

  @Test
  void commits_comeWhenTheStoreIsBack() {
    log.setAway(true);
    feed.start();
    log.append(1);
    feed.add(log.append(1));
    assertThat(buffer.head()).isZero();
    log.setAway(false);
    awaitHead(2);
  }

  @Test
  void store_isAskedAgainAfterItWasAway() {
    log.setAway(true);
    AtomicBoolean asked = new AtomicBoolean();
    log.onBeforeRead(position -> asked.set(true));
    feed.start();
    log.append(1);
    feed.wake();
    await().untilTrue(asked);
    log.setAway(false);
    awaitHead(1);
  }

  @Test
  void store_isAskedWithoutAWakeToo() {
    feed = new CommitFeed<>(log, buffer, () -> {}, Duration.ofMillis(20));
    feed.start();
    log.append(3);
    awaitHead(3);
  }

  /** Another server has committed what we miss, and we cannot read it. */
  @Test
  void waiting_isBounded() {
    log.setAway(true);
    log.append(1);
    feed.start();
    String large = "x".repeat(1_000_000);
    for (int i = 0; i < 50; i++) {
      feed.add(log.put(FakeCommitLog.commit(log.head() + 1, large)));
      assertThat(feed.waitingBytes()).isLessThan(20_000_000);
    }
    log.setAway(false);
    awaitHead(51);
  }

  @Test
  void commitsOfSeveralServers_allComeOnceInOrder() {
    Random random = new Random(7);
    feed.start();
    List<Long> expected = new ArrayList<>();
    List<dev.visionlog.server.model.Commit> own = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      dev.visionlog.server.model.Commit commit = log.append(1 + random.nextInt(3));
      expected.add(commit.lastPosition());
      if (random.nextBoolean()) {
        own.add(commit);
      } else if (random.nextBoolean()) {
        feed.wake();
      }
      if (own.size() > 3) {
        Collections.shuffle(own, random);
        own.forEach(feed::add);
        own.clear();
      }
    }
    own.forEach(feed::add);
    feed.wake();
    awaitHead(log.head());
    assertThat(order()).isEqualTo(expected);
  }

  private void awaitHead(long position) {
    await().until(() -> buffer.head() == position);
  }

  private List<Long> order() {
    List<Long> order = new ArrayList<>();
    for (var next = buffer.next(0); next != null; next = buffer.next(next.lastPosition())) {
      order.add(next.lastPosition());
    }
    return order;
  }
}
