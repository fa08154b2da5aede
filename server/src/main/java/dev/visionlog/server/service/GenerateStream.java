package dev.visionlog.server.service;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.server.pipeline.BatchListener;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.Session;
import dev.visionlog.v1.GenerateLogsResponse;
import dev.visionlog.v1.LogEntry;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes made-up entries at a rate, on a thread of its own, until there are enough or nobody wants
 * them.
 */
final class GenerateStream implements Runnable, Drainable {
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration REPORT = Duration.ofSeconds(1);
  private static final int BATCH = 500;
  private static final int MAX_IN_FLIGHT = 16;

  private final ServerCallStreamObserver<GenerateLogsResponse> observer;
  private final IngestPipeline<dev.visionlog.server.model.LogEntry> pipeline;
  private final EntryReader reader;
  private final LogScenarios scenarios;
  private final long count;
  private final double rate;
  private final Streams streams;
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
  private final AtomicLong stored = new AtomicLong();
  private volatile boolean failed;
  private volatile boolean draining;
  private long generated;

  /**
   * @param count how many; 0 for no end
   * @param rate entries a second; 0 for as many as can be stored
   */
  GenerateStream(
      ServerCallStreamObserver<GenerateLogsResponse> observer,
      IngestPipeline<dev.visionlog.server.model.LogEntry> pipeline,
      EntryReader reader,
      LogScenarios scenarios,
      long count,
      double rate,
      Streams streams) {
    this.observer = observer;
    this.pipeline = pipeline;
    this.reader = reader;
    this.scenarios = scenarios;
    this.count = count;
    this.rate = rate;
    this.streams = streams;
  }

  @Override
  public void run() {
    try {
      generate();
      inFlight.acquire(MAX_IN_FLIGHT);
      finish();
    } catch (InterruptedException stop) {
      observer.onError(ApiErrors.shuttingDown());
    } catch (RuntimeException error) {
      if (!observer.isCancelled()) {
        observer.onError(ApiErrors.of(error));
      }
    } finally {
      streams.remove(this);
    }
  }

  private void finish() {
    if (observer.isCancelled()) {
      return;
    }
    if (failed) {
      observer.onError(ApiErrors.storeAway());
    } else if (draining) {
      observer.onError(ApiErrors.shuttingDown());
    } else {
      report();
      observer.onCompleted();
    }
  }

  private void generate() throws InterruptedException {
    long start = System.nanoTime();
    long reported = start;
    while (!isDone()) {
      long now = System.nanoTime();
      long due = rate == 0 ? generated + BATCH : (long) (rate * (now - start) / 1e9) + 1;
      submit((int) Math.min(BATCH, Math.min(due, count == 0 ? Long.MAX_VALUE : count) - generated));
      if (now - reported >= REPORT.toNanos()) {
        reported = now;
        report();
      }
      if (rate > 0 && due - generated <= 0) {
        TimeUnit.MILLISECONDS.sleep(TICK.toMillis());
      }
    }
  }

  private boolean isDone() {
    return observer.isCancelled() || failed || draining || (count > 0 && generated >= count);
  }

  private void submit(int entries) throws InterruptedException {
    if (entries <= 0) {
      return;
    }
    List<LogEntry> made = new ArrayList<>(entries);
    for (int i = 0; i < entries; i++) {
      made.add(scenarios.next());
    }
    inFlight.acquire();
    generated += entries;
    ReadBatch<dev.visionlog.server.model.LogEntry> batch = reader.read(made);
    pipeline.submit(new Batch<>(null, null, batch.entries()), new Session(), new Counted());
  }

  private void report() {
    if (observer.isReady()) {
      observer.onNext(
          GenerateLogsResponse.newBuilder()
              .setGeneratedCount(generated)
              .setStoredCount(stored.get())
              .build());
    }
  }

  @Override
  public void drain() {
    draining = true;
  }

  private final class Counted implements BatchListener {
    @Override
    public void stored(BatchOutcome outcome) {
      stored.addAndGet(outcome.storedCount());
      inFlight.release();
    }

    @Override
    public void failed() {
      failed = true;
      inFlight.release();
    }
  }
}
