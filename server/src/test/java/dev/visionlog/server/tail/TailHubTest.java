package dev.visionlog.server.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.filter.EntryFields;
import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterParser;
import dev.visionlog.server.filter.FilterSchema;
import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.LogEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TailHubTest {
  private static final Duration HEARTBEAT = Duration.ofMillis(50);
  private static final long ENTRY_BYTES = FakeCommitLog.commitOf(1, 1).bytes();
  private static final long SMALL = 10 * ENTRY_BYTES;

  private final FakeCommitLog log = new FakeCommitLog();
  private final List<TailHub<LogEntry>> hubs = new ArrayList<>();

  @AfterEach
  void close() {
    hubs.forEach(TailHub::close);
  }

  @Test
  void tail_getsWhatIsCommittedAfterItsPosition() {
    TailHub<LogEntry> hub = hub(Long.MAX_VALUE, Duration.ofMinutes(1));
    FakeSink sink = FakeSink.open();
    commit(hub, 3);
    hub.subscribe(Filter.ALL, List.of(), 2, sink);
    commit(hub, 4);
    awaitPosition(sink, 7);
    assertThat(sink.positions()).containsExactly(3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void tail_startsWithAHeartbeat() {
    TailHub<LogEntry> hub = hub(Long.MAX_VALUE, Duration.ofMinutes(1));
    commit(hub, 3);
    FakeSink sink = FakeSink.open();
    hub.subscribe(Filter.ALL, List.of(), 1, sink);
    awaitPosition(sink, 3);
    assertThat(sink.order()).containsExactly("heartbeat", "entries");
    assertThat(sink.heartbeats()).containsExactly(1L);
  }

  @Test
  void heartbeats_goOnWhileNothingMatches() {
    TailHub<LogEntry> hub = hub(Long.MAX_VALUE, HEARTBEAT);
    FakeSink sink = FakeSink.open();
    hub.subscribe(FilterParser.parse("message = nothing", FilterSchema.LOGS), List.of(), 0, sink);
    commit(hub, 3);
    await().until(() -> sink.heartbeats().contains(3L));
    commit(hub, 2);
    await().until(() -> sink.heartbeats().contains(5L));
    assertThat(sink.positions()).isEmpty();
  }

  @Test
  void stalledTail_getsAGapThatIsExact() {
    TailHub<LogEntry> hub = hub(SMALL, Duration.ofMinutes(1));
    FakeSink sink = FakeSink.open();
    Subscription<LogEntry> tail =
        hub.subscribe(FilterParser.parse("message:\"7\"", FilterSchema.LOGS), List.of(), 0, sink);
    commit(hub, 7);
    awaitPosition(sink, 7);
    sink.giveRoom(0);
    for (int i = 0; i < 25; i++) {
      commit(hub, 4);
    }
    await().until(() -> hub.head() == 107);
    long floor = hub.buffer().floor();
    sink.giveRoom(Long.MAX_VALUE);
    tail.wake();
    await().until(() -> !sink.gaps().isEmpty());
    assertThat(sink.gaps()).containsExactly(new FakeSink.Gap(8, floor, matching("7", 8, floor)));
    await().until(() -> sink.positions().contains(107L));
    assertThat(sink.positions())
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, 107)
                .filter(position -> position <= 7 || position > floor)
                .filter(position -> String.valueOf(position).contains("7"))
                .boxed()
                .toList());
    assertThat(hub.gapCount()).isEqualTo(1);
    assertThat(hub.skippedCount()).isEqualTo(matching("7", 8, floor));
  }

  /** It was ready all the time, so that nothing is its fault. */
  @Test
  void readyTail_getsNoGapHoweverSmallTheBuffer() {
    TailHub<LogEntry> hub = hub(SMALL, Duration.ofMinutes(1));
    FakeSink sink = FakeSink.open();
    hub.subscribe(Filter.ALL, List.of(), 0, sink);
    for (int i = 0; i < 3_000; i++) {
      commit(hub, 1 + i % 20);
    }
    awaitPosition(sink, log.head());
    assertThat(sink.gaps()).isEmpty();
    assertThat(sink.positions()).isEqualTo(allPositions());
  }

  @Test
  void slowTail_getsNoGapWhileItCatchesUp() {
    for (int i = 0; i < 2_000; i++) {
      log.append(1);
    }
    TailHub<LogEntry> hub = hub(SMALL, Duration.ofMinutes(1));
    FakeSink sink = FakeSink.stalled();
    Subscription<LogEntry> tail = hub.subscribe(Filter.ALL, List.of(), 0, sink);
    for (int i = 0; i < 20; i++) {
      sink.giveRoom(1);
      tail.wake();
      await().until(() -> !sink.isReady() || sink.lastPosition() == 2_000);
    }
    awaitPosition(sink, 2_000);
    assertThat(sink.gaps()).isEmpty();
    assertThat(sink.positions()).isEqualTo(allPositions());
  }

  @Test
  void tail_pilesNothingUpInASinkThatIsNotReady() {
    String large = "x".repeat(100_000);
    for (int i = 0; i < 300; i++) {
      log.put(FakeCommitLog.commit(log.head() + 1, large));
    }
    TailHub<LogEntry> hub = hub(SMALL, Duration.ofMinutes(1));
    FakeSink sink = FakeSink.stalled();
    Subscription<LogEntry> tail = hub.subscribe(Filter.ALL, List.of(), 0, sink);
    await()
        .until(
            () -> {
              if (!sink.isReady()) {
                sink.giveRoom(1);
                tail.wake();
              }
              return sink.lastPosition() == 300;
            });
    assertThat(sink.sentWithoutRoom()).isZero();
    assertThat(sink.positions()).isEqualTo(allPositions());
  }

  @Test
  void resume_inTheMiddleOfACommitGoesOnThere() {
    log.append(20);
    log.append(5_000);
    TailHub<LogEntry> hub = hub(SMALL, Duration.ofMinutes(1));
    FakeSink sink = FakeSink.open();
    hub.subscribe(Filter.ALL, List.of(), 700, sink);
    awaitPosition(sink, 5_020);
    assertThat(sink.positions()).isEqualTo(LongStream.rangeClosed(701, 5_020).boxed().toList());
  }

  @Test
  void tailAheadOfTheFeed_waitsForIt() {
    TailHub<LogEntry> hub = hub(Long.MAX_VALUE, Duration.ofMinutes(1));
    Commit<LogEntry> early = log.append(3);
    Commit<LogEntry> late = log.append(3);
    FakeSink sink = FakeSink.open();
    hub.subscribe(Filter.ALL, List.of(), 5, sink);
    hub.committed(late);
    hub.committed(early);
    awaitPosition(sink, 6);
    assertThat(sink.positions()).containsExactly(6L);
  }

  @Test
  void tail_waitsUntilTheStoreIsBack() {
    log.append(100);
    TailHub<LogEntry> hub = hub(SMALL, HEARTBEAT);
    log.setAway(true);
    FakeSink sink = FakeSink.open();
    hub.subscribe(Filter.ALL, List.of(), 0, sink);
    await().until(() -> sink.heartbeats().size() > 2);
    assertThat(sink.positions()).isEmpty();
    log.setAway(false);
    awaitPosition(sink, 100);
    assertThat(sink.positions()).isEqualTo(allPositions());
    assertThat(sink.failure()).isNull();
  }

  @Test
  void slowStore_holdsUpNoTailThatDoesNotNeedIt() {
    log.append(100);
    TailHub<LogEntry> hub = hub(SMALL, HEARTBEAT);
    CountDownLatch slow = new CountDownLatch(1);
    log.onBeforeRead(position -> waitFor(slow, position < 100));
    List<FakeSink> catchingUp = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      FakeSink sink = FakeSink.open();
      hub.subscribe(Filter.ALL, List.of(), 0, sink);
      catchingUp.add(sink);
    }
    FakeSink live = FakeSink.open();
    hub.subscribe(Filter.ALL, List.of(), 100, live);
    commit(hub, 5);
    await().until(() -> live.positions().size() == 5);
    slow.countDown();
    catchingUp.forEach(sink -> awaitPosition(sink, 105));
  }

  /** What waits for the store to come back must not wait on the thread that keeps the time. */
  @Test
  void slowStore_holdsUpNoHeartbeat() {
    log.append(100);
    TailHub<LogEntry> hub = hub(SMALL, HEARTBEAT);
    CountDownLatch slow = new CountDownLatch(1);
    log.setAway(true);
    FakeSink catchingUp = FakeSink.open();
    hub.subscribe(Filter.ALL, List.of(), 0, catchingUp);
    await().until(() -> !catchingUp.heartbeats().isEmpty());
    CountDownLatch reading = new CountDownLatch(1);
    log.onBeforeRead(
        position -> {
          if (position < 100) {
            reading.countDown();
            waitFor(slow, true);
          }
        });
    log.setAway(false);
    await().until(() -> reading.getCount() == 0);
    FakeSink live = FakeSink.open();
    hub.subscribe(Filter.ALL, List.of(), 100, live);
    await().until(() -> live.heartbeats().size() > 4);
    slow.countDown();
    awaitPosition(catchingUp, 100);
  }

  @Test
  void closedTail_getsNothingMore() {
    TailHub<LogEntry> hub = hub(Long.MAX_VALUE, HEARTBEAT);
    FakeSink closed = FakeSink.open();
    FakeSink open = FakeSink.open();
    Subscription<LogEntry> tail = hub.subscribe(Filter.ALL, List.of(), 0, closed);
    hub.subscribe(Filter.ALL, List.of(), 0, open);
    await().until(() -> closed.heartbeats().size() > 1);
    tail.close();
    assertThat(hub.tails()).isEqualTo(1);
    commit(hub, 1);
    awaitPosition(open, 1);
    assertThat(closed.positions()).isEmpty();
  }

  /** Sinks that stall at random, a tiny buffer, commits of all sizes: seen and gaps are all. */
  @Test
  void tailsOfAllSpeeds_missNothingInSilence() {
    Random random = new Random(11);
    TailHub<LogEntry> hub = hub(SMALL, Duration.ofMinutes(1));
    List<FakeSink> sinks = new ArrayList<>();
    List<Subscription<LogEntry>> tails = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      FakeSink sink = i % 2 == 0 ? FakeSink.open() : FakeSink.stalled();
      sinks.add(sink);
      tails.add(hub.subscribe(Filter.ALL, List.of(), 0, sink));
    }
    for (int i = 0; i < 2_000; i++) {
      commit(hub, random.nextInt(5));
      if (i % 10 == 0) {
        int which = 1 + 2 * random.nextInt(15);
        sinks.get(which).giveRoom(random.nextInt(6));
        tails.get(which).wake();
      }
    }
    for (int i = 0; i < 30; i++) {
      sinks.get(i).giveRoom(Long.MAX_VALUE);
      tails.get(i).wake();
      FakeSink sink = sinks.get(i);
      await().until(() -> covered(sink).equals(allPositions()));
      if (i % 2 == 0) {
        assertThat(sink.gaps()).isEmpty();
      }
    }
  }

  /** The positions of the entries that were sent or named in a gap; repeats would show. */
  private List<Long> covered(FakeSink sink) {
    List<Long> covered = new ArrayList<>(sink.positions());
    List<Long> all = allPositions();
    for (FakeSink.Gap gap : sink.gaps()) {
      List<Long> skipped =
          all.stream().filter(position -> position >= gap.from() && position <= gap.to()).toList();
      assertThat(gap.matched()).isEqualTo(skipped.size());
      covered.addAll(skipped);
    }
    return covered.stream().sorted().toList();
  }

  private List<Long> allPositions() {
    return log.entries().stream().map(entry -> entry.position()).toList();
  }

  private static long matching(String text, long from, long to) {
    return LongStream.rangeClosed(from, to)
        .filter(position -> String.valueOf(position).contains(text))
        .count();
  }

  private TailHub<LogEntry> hub(long bufferBytes, Duration heartbeat) {
    TailHub<LogEntry> hub =
        new TailHub<>(log, new FakeEntryStore(log), EntryFields.LOGS, bufferBytes, heartbeat);
    hubs.add(hub);
    return hub;
  }

  private void commit(TailHub<LogEntry> hub, int entries) {
    hub.committed(log.append(entries));
  }

  private static ConditionFactory await() {
    return Awaitility.await().pollInterval(Duration.ofMillis(2));
  }

  private static void awaitPosition(FakeSink sink, long position) {
    await().until(() -> sink.lastPosition() >= position);
  }

  private static void waitFor(CountDownLatch latch, boolean really) {
    try {
      if (really) {
        latch.await();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
