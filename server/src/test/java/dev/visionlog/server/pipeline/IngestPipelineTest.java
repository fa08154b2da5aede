package dev.visionlog.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.store.BatchWriter;
import dev.visionlog.server.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever happens to a batch, its listener is called once and the account is right. */
class IngestPipelineTest {
  private static final LogEntry ENTRY =
      new LogEntry(0, Level.INFO, "m", Instant.EPOCH, Instant.EPOCH, null, "s", "", null, 0);

  private final FakeWriter writer = new FakeWriter();
  private final PipelineCounters counters = new PipelineCounters();
  private final Heard heard = new Heard();
  private final IngestPipeline<LogEntry> pipeline =
      new IngestPipeline<>(
          writer,
          new PipelineLimits(1, 1_000, 100, 1_000_000, Duration.ZERO, Duration.ofMillis(100)),
          counters,
          Duration.ofSeconds(5));

  @AfterEach
  void close() {
    writer.gate.countDown();
    pipeline.close();
    assertThat(counters.buffered.sum()).isZero();
    assertThat(pipeline.bufferedBytes()).isZero();
  }

  @Test
  void batch_isStoredAndAnswered() {
    submit(new Session());
    await().until(() -> heard.stored.get() == 1);
    assertThat(counters.stored.sum()).isEqualTo(2);
  }

  @Test
  void storeThatIsAway_isTriedAgain() {
    writer.errors.add(new StoreUnavailableException("away", new IllegalStateException()));
    submit(new Session());
    await().until(() -> heard.stored.get() == 1);
    assertThat(counters.failed.sum()).isZero();
  }

  /** Not only what is expected: a lane that has died would let its writers wait for ever. */
  @Test
  void lane_survivesErrorsOfEveryKind() {
    for (Throwable error : List.of(new StackOverflowError(), new IllegalStateException("bug"))) {
      writer.errors.addAll(Collections.nCopies(50, error));
      int before = heard.failed.get();
      submit(new Session());
      await().until(() -> heard.failed.get() > before);
      writer.errors.clear();
      await()
          .until(
              () -> {
                submit(new Session());
                return heard.stored.get() > 0;
              });
      heard.stored.set(0);
    }
  }

  @Test
  void errorAfterTheCommit_stillAnswersTheWriters() {
    pipeline.onCommit(
        commit -> {
          throw new IllegalStateException("a tail's fault");
        });
    submit(new Session());
    await().until(() -> heard.stored.get() == 1);
    assertThat(counters.stored.sum()).isEqualTo(2);
  }

  @Test
  void batchesBehindAFailedOneOfTheirStream_failToo() {
    writer.hold = true;
    writer.errors.addAll(
        Collections.nCopies(
            50, new StoreUnavailableException("away", new IllegalStateException())));
    Session session = new Session();
    submit(session);
    await().until(() -> writer.waiting.get() == 1);
    submit(session);
    submit(session);
    writer.gate.countDown();
    await().until(() -> heard.failed.get() == 3);
    writer.errors.clear();
    await().until(() -> !pipeline.isStoreAway());
    submit(session);
    submit(new Session());
    await().until(() -> heard.stored.get() == 1);
    assertThat(heard.failed.get()).isEqualTo(4);
    assertThat(counters.failed.sum()).isEqualTo(8);
  }

  @Test
  void fullBuffer_saysSoAndWakesThoseWhoWait() {
    writer.hold = true;
    for (int i = 0; i < 3; i++) {
      submit(new Session());
    }
    assertThat(pipeline.hasRoom()).isFalse();
    AtomicInteger woken = new AtomicInteger();
    pipeline.whenRoom(woken::incrementAndGet);
    assertThat(woken.get()).isZero();
    writer.gate.countDown();
    await().until(() -> woken.get() == 1);
    await().until(() -> heard.stored.get() == 3);
  }

  private void submit(Session session) {
    pipeline.submit(new Batch<>(null, null, List.of(ENTRY, ENTRY)), session, heard);
  }

  /** Fails as it is told, waits at a gate if it is told, then stores. */
  private static final class FakeWriter implements BatchWriter<LogEntry> {
    final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    final CountDownLatch gate = new CountDownLatch(1);
    final AtomicInteger waiting = new AtomicInteger();
    volatile boolean hold;

    @Override
    public Group<LogEntry> group(List<Batch<LogEntry>> batches) {
      return () -> store(batches);
    }

    private Result<LogEntry> store(List<Batch<LogEntry>> batches) {
      if (hold && !batches.isEmpty()) {
        waiting.incrementAndGet();
        await().until(() -> gate.getCount() == 0);
      }
      Throwable error = errors.poll();
      if (error instanceof Error fatal) {
        throw fatal;
      }
      if (error instanceof RuntimeException runtime) {
        throw runtime;
      }
      return new Result<>(
          batches.stream().map(FakeWriter::stored).toList(),
          batches.isEmpty()
              ? Optional.empty()
              : Optional.of(new Commit<LogEntry>(1, 2, List.of())));
    }

    private static BatchOutcome stored(Batch<LogEntry> batch) {
      return new BatchOutcome(false, new long[batch.entries().size()], Map.of());
    }
  }

  private static final class Heard implements BatchListener {
    final AtomicInteger stored = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();

    @Override
    public void stored(BatchOutcome outcome) {
      stored.incrementAndGet();
    }

    @Override
    public void failed() {
      failed.incrementAndGet();
    }
  }
}
