package dev.visionlog.server.pipeline;

import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.BatchWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ordered writer to the database: a thread that takes what is waiting and stores it, one
 * transaction at a time.
 *
 * <p>While the store is away it tries again for a while, then gives everything back that waits, and
 * goes on trying with whatever comes.
 */
final class Lane<E extends Entry<E>> {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /** How often a lane that has nothing to do looks whether the store is back. */
  private static final Duration IDLE = Duration.ofMillis(500);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final BatchWriter<E> writer;
  private final Buffer buffer;
  private final PipelineCounters counters;
  private final PipelineLimits limits;
  private final Consumer<Commit<E>> onCommit;
  private final Batcher<E> batcher;
  private final Queue<Submission<E>> waiting = new ConcurrentLinkedQueue<>();

  /** Wakes the thread; how many permits there are means nothing. */
  private final Semaphore arrivals = new Semaphore(0);

  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean storeAway;

  Lane(
      String name,
      BatchWriter<E> writer,
      Buffer buffer,
      PipelineCounters counters,
      PipelineLimits limits,
      Consumer<Commit<E>> onCommit) {
    this.writer = writer;
    this.buffer = buffer;
    this.counters = counters;
    this.limits = limits;
    this.onCommit = onCommit;
    this.batcher = new Batcher<>(limits.maxRows(), limits.maxGroupBytes());
    this.thread = new Thread(this::run, name);
  }

  void start() {
    thread.start();
  }

  void add(Submission<E> submission) {
    waiting.add(submission);
    if (arrivals.availablePermits() == 0) {
      arrivals.release();
    }
  }

  boolean isStoreAway() {
    return storeAway;
  }

  /** Stores what is waiting, as far as it can within the time, gives the rest back, and ends. */
  void close(Duration most) throws InterruptedException {
    closing = true;
    arrivals.release();
    thread.join(most.toMillis());
    if (!thread.isAlive()) {
      for (Submission<E> late = waiting.poll(); late != null; late = waiting.poll()) {
        fail(late);
      }
    }
  }

  private void run() {
    while (!(closing && waiting.isEmpty())) {
      try {
        Batcher.Group<E> group = next();
        if (!group.isEmpty()) {
          store(group);
        }
      } catch (InterruptedException stop) {
        // Closing: the loop's condition sees it.
      } catch (RuntimeException | Error error) {
        // Its writers would wait for ever for a lane that has died.
        LOG.error("A lane failed", error);
      }
    }
  }

  private Batcher.Group<E> next() throws InterruptedException {
    Batcher.Group<E> group = new Batcher.Group<>();
    if (waiting.isEmpty() && !closing && !awaitMore(IDLE.toNanos()) && storeAway) {
      tryToStore(List.of());
    }
    long until = System.nanoTime() + limits.linger().toNanos();
    while (!batcher.fill(group, waiting) && !group.isEmpty() && !closing) {
      long left = until - System.nanoTime();
      if (left <= 0 || !awaitMore(left)) {
        break;
      }
    }
    return group;
  }

  /** Waits until something is there. */
  private boolean awaitMore(long nanos) throws InterruptedException {
    return arrivals.tryAcquire(nanos, TimeUnit.NANOSECONDS) || !waiting.isEmpty();
  }

  private void store(Batcher.Group<E> group) {
    List<Submission<E>> whole = new ArrayList<>();
    for (Submission<E> submission : group.submissions()) {
      if (submission.session().isBroken()) {
        fail(submission);
      } else {
        whole.add(submission);
      }
    }
    BatchWriter.@Nullable Result<E> result = whole.isEmpty() ? null : tryToStore(whole);
    if (result != null) {
      result.commit().ifPresent(commit -> tell(() -> onCommit.accept(commit)));
      for (int i = 0; i < whole.size(); i++) {
        stored(whole.get(i), result.outcomes().get(i));
      }
    } else {
      whole.forEach(this::fail);
    }
  }

  private BatchWriter.@Nullable Result<E> tryToStore(List<Submission<E>> submissions) {
    BatchWriter.Group<E> group = writer.group(submissions.stream().map(Submission::batch).toList());
    long deadline = System.nanoTime() + (storeAway ? 0 : limits.retryFor().toNanos());
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        BatchWriter.Result<E> result = group.store();
        counters.transactions.increment();
        available(true, null);
        return result;
      } catch (RuntimeException | Error error) {
        if (System.nanoTime() >= deadline || closing) {
          available(false, error);
          return null;
        }
        LOG.debug("Trying again", error);
        pause = pause(pause);
      }
    }
  }

  private Duration pause(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException stop) {
      closing = true;
    }
    Duration next = pause.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
  }

  private void available(boolean now, @Nullable Throwable error) {
    if (storeAway == now) {
      storeAway = !now;
      if (now) {
        LOG.info("{} stores again", thread.getName());
      } else {
        LOG.warn("{} cannot store; writers are told to try again", thread.getName(), error);
      }
    }
  }

  private void stored(Submission<E> submission, BatchOutcome outcome) {
    settle(submission);
    if (outcome.duplicate()) {
      counters.duplicate.add(submission.entryCount());
    } else {
      counters.stored.add(outcome.storedCount());
      counters.rejected.add(outcome.rejected().size());
    }
    tell(() -> submission.listener().stored(outcome));
  }

  private void fail(Submission<E> submission) {
    submission.session().breakOff();
    settle(submission);
    counters.failed.add(submission.entryCount());
    tell(() -> submission.listener().failed());
  }

  private void settle(Submission<E> submission) {
    counters.buffered.add(-submission.entryCount());
    buffer.giveBack(submission.bytes());
  }

  private static void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException error) {
      LOG.warn("What has been stored could not be told", error);
    }
  }
}
