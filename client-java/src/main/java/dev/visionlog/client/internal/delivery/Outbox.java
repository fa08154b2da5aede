package dev.visionlog.client.internal.delivery;

import dev.visionlog.client.ClientStats;
import dev.visionlog.client.DropReason;
import dev.visionlog.client.FlushResult;
import dev.visionlog.client.internal.ClientThread;
import dev.visionlog.client.internal.delivery.Courier.CallEvent;
import dev.visionlog.client.internal.delivery.Courier.CloseRequest;
import dev.visionlog.client.internal.delivery.Courier.FlushRequest;
import dev.visionlog.client.internal.delivery.Courier.Note;
import dev.visionlog.client.internal.queue.EntryQueue;
import dev.visionlog.client.internal.queue.EntryQueue.Admission;
import dev.visionlog.client.internal.spool.Spool;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes items from any thread and brings each to the server once, in order. The callers' side;
 * {@link Courier} does the work on a thread of its own.
 *
 * @param <T> what callers hand over
 */
public final class Outbox<T> {
  private static final long PAUSE_FOR_ROOM = Duration.ofMillis(1).toNanos();
  private static final FlushResult NOTHING_WAITS = new FlushResult(true, 0, 0);

  private final Kind<T> kind;
  private final OutboxSettings settings;
  private final Troubles troubles;
  private final EntryQueue<T> queue;
  private final Account account = new Account();
  private final Queue<Note> notes = new ConcurrentLinkedQueue<>();
  private final Connection connection;
  private final Thread thread;
  private final long blockNanos;
  private volatile boolean started;
  private boolean closed;

  /**
   * Does nothing until it is {@link #start started}; what is offered must wait for that.
   *
   * @param name of its thread
   * @param channels makes a channel for each attempt to connect
   * @param ears told what is heard from the server
   */
  public Outbox(
      String name,
      Kind<T> kind,
      OutboxSettings settings,
      Supplier<ManagedChannel> channels,
      Troubles troubles,
      Ears ears) {
    this.kind = kind;
    this.settings = settings;
    this.troubles = troubles;
    this.blockNanos = settings.blockTimeout().toNanos();
    this.queue =
        new EntryQueue<>(
            settings.queueEntries(), settings.queueBytes(), blockNanos == 0, this::wake);
    Backoff backoff =
        new Backoff(
            settings.retryDelay(),
            settings.maxRetryDelay(),
            settings.retryMultiplier(),
            new SplittableRandom());
    this.connection = new Connection(channels, backoff, System.nanoTime());
    this.thread = new ClientThread(() -> work(ears), name);
  }

  /** Starts the thread, which opens the spool and connects; once, and not when it is closed. */
  public void start() {
    if (!started) {
      startThread();
    }
  }

  private synchronized void startThread() {
    if (!started && !closed) {
      started = true;
      thread.start();
    }
  }

  /** On the outbox's thread, because the spool has to be read. */
  private void work(Ears ears) {
    SpoolOpener spools = new SpoolOpener(kind.items(), settings.spool(), account, troubles);
    Spool spool = spools.open();
    UUID writerId = spool == null ? UUID.randomUUID() : spool.writerId();
    Delivery own = new Delivery(writerId, spool, settings, account);
    Cutter<T> cutter =
        new Cutter<>(
            kind,
            queue,
            settings.batchEntries(),
            settings.batchBytes(),
            settings.batchAge().toNanos());
    Sender sender = new Sender(kind, settings, connection, troubles, ears, this::happened);
    LeftOvers leftOvers = new LeftOvers(spools, settings, account, sender);
    Stowage stowage =
        new Stowage(kind.items(), settings, queue, cutter, own, connection, account, troubles);
    new Courier(
            kind.items(),
            settings,
            queue,
            account,
            cutter,
            own,
            leftOvers,
            stowage,
            connection,
            sender,
            troubles,
            ears,
            notes)
        .run();
  }

  /** Takes an item; waits for room if it was told to. Never throws. */
  public void offer(T item) {
    Admission admission;
    try {
      int rank = kind.rank(item);
      int weight = kind.weight(item);
      admission = queue.offer(item, rank, weight);
      if (admission == Admission.FULL && blockNanos > 0) {
        admission = offerWhenRoom(item, rank, weight);
      }
    } catch (RuntimeException unreadable) {
      account.refused(DropReason.UNREADABLE);
      return;
    }
    if (admission != Admission.ADMITTED) {
      account.refused(admission == Admission.FULL ? DropReason.QUEUE_FULL : DropReason.CLOSED);
    }
  }

  private Admission offerWhenRoom(T item, int rank, int weight) {
    if (Thread.currentThread() instanceof ClientThread) {
      return Admission.FULL;
    }
    wake();
    long deadline = System.nanoTime() + blockNanos;
    Admission admission = Admission.FULL;
    while (admission == Admission.FULL
        && System.nanoTime() - deadline < 0
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(this, PAUSE_FOR_ROOM);
      admission = queue.offer(item, rank, weight);
    }
    return admission;
  }

  /**
   * Waits until what was offered before is settled. The future completes at the deadline at the
   * latest, but for the time that the disk takes.
   *
   * @param lastCall do not wait for a server that is away
   */
  public CompletableFuture<FlushResult> flush(Duration atMost, boolean lastCall) {
    if (!started) {
      return CompletableFuture.completedFuture(NOTHING_WAITS);
    }
    long deadline = System.nanoTime() + Deadlines.nanos(atMost);
    Flush flush = new Flush(queue.offered(), deadline, lastCall);
    leave(new FlushRequest(flush));
    return flush.result;
  }

  /**
   * Refuses what comes from now on, brings the rest to safety within the time, and ends the thread.
   */
  public CompletableFuture<FlushResult> close(Duration atMost) {
    refuseAll();
    CompletableFuture<FlushResult> flushed = flush(atMost, true);
    leave(new CloseRequest());
    return flushed;
  }

  private synchronized void refuseAll() {
    queue.close();
    closed = true;
  }

  /** Waits until the thread has ended, at most so long; false if it has not. */
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    thread.join(Math.max(1, atMost.toMillis()));
    return !thread.isAlive();
  }

  /** Counts an item that is not even offered. */
  public void refuse(DropReason reason) {
    account.refused(reason);
  }

  public ClientStats stats() {
    return account.stats(queue);
  }

  /** The channel of this moment; null between two attempts to connect. */
  public @Nullable ManagedChannel channel() {
    return connection.current();
  }

  private void happened(WriteCall call, WriteCall.Event event) {
    leave(new CallEvent(call, event));
  }

  private void leave(Note note) {
    notes.add(note);
    wake();
  }

  private void wake() {
    LockSupport.unpark(thread);
  }
}
