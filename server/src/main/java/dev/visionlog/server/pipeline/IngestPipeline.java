package dev.visionlog.server.pipeline;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.BatchWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Takes batches, spreads them over lanes and tells when they are durable. A writer stays on its
 * lane, so that its batches keep their order. Bounded by bytes: whoever submits asks {@link
 * #hasRoom} first. For all threads.
 */
public final class IngestPipeline<E extends Entry<E>> implements AutoCloseable {
  private final Buffer buffer;
  private final PipelineCounters counters;
  private final List<Lane<E>> lanes = new ArrayList<>();
  private final AtomicInteger nextLane = new AtomicInteger();
  private final Duration grace;
  private final List<Consumer<Commit<E>>> commitListeners = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /**
   * @param grace how long {@link #close} may take
   */
  public IngestPipeline(
      BatchWriter<E> writer, PipelineLimits limits, PipelineCounters counters, Duration grace) {
    this.buffer = new Buffer(limits.bufferBytes());
    this.counters = counters;
    this.grace = grace;
    for (int i = 0; i < limits.lanes(); i++) {
      lanes.add(new Lane<>("lane-" + i, writer, buffer, counters, limits, this::committed));
    }
    lanes.forEach(Lane::start);
  }

  /**
   * Calls the listener from the lanes after each commit, before anyone is answered. It must be
   * short.
   */
  public void onCommit(Consumer<Commit<E>> listener) {
    commitListeners.add(listener);
  }

  private void committed(Commit<E> commit) {
    commitListeners.forEach(listener -> listener.accept(commit));
  }

  /** Whether the buffer takes more. */
  public boolean hasRoom() {
    return buffer.hasRoom();
  }

  /**
   * Runs the task once, when the buffer takes more: at once, or on a lane's thread. It must be
   * short.
   */
  public void whenRoom(Runnable task) {
    buffer.whenRoom(task);
  }

  public long bufferedBytes() {
    return buffer.used();
  }

  public long bufferLimit() {
    return buffer.limit();
  }

  /** Whether no lane can store at the moment. */
  public boolean isStoreAway() {
    return lanes.stream().allMatch(Lane::isStoreAway);
  }

  /**
   * Takes a batch. Its listener is called once, whatever happens; at once if the store is away.
   *
   * @param session the same for all batches of a stream
   */
  public void submit(Batch<E> batch, Session session, BatchListener listener) {
    Lane<E> lane = lane(batch);
    if (closed || lane.isStoreAway()) {
      session.breakOff();
      counters.failed.add(batch.entries().size());
      listener.failed();
      return;
    }
    Submission<E> submission = Submission.of(batch, session, listener);
    buffer.take(submission.bytes());
    counters.buffered.add(submission.entryCount());
    lane.add(submission);
  }

  private Lane<E> lane(Batch<E> batch) {
    Batch.WriterNumber number = batch.number();
    int lane = number == null ? nextLane.getAndIncrement() : number.writerId().hashCode();
    return lanes.get(Math.floorMod(lane, lanes.size()));
  }

  /** Stores what has been taken, as far as it can be done in time; gives the rest back. */
  @Override
  public void close() {
    closed = true;
    long deadline = System.nanoTime() + grace.toNanos();
    for (Lane<E> lane : lanes) {
      try {
        lane.close(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
