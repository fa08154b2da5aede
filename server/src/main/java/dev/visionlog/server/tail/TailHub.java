package dev.visionlog.server.tail;

import dev.visionlog.server.filter.EntryFields;
import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.CommitLog;
import dev.visionlog.server.store.EntryStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Hands commits to all tails. For all threads; {@link #close} ends its threads, not its tails. */
public final class TailHub<E extends Entry<E>> implements AutoCloseable {
  private static final int PUMPS = 4;
  private static final int READERS = 2;

  /** One that may be held up by the database when it rings, and one for heartbeats. */
  private static final int TIMERS = 2;

  /** At most so often are other servers told that something has been committed. */
  private static final Duration RING_EVERY = Duration.ofMillis(20);

  /** Other servers ring; this is for the case that it goes unheard. */
  static final Duration POLL = Duration.ofSeconds(1);

  private static final Duration HEARTBEAT_CHECK = Duration.ofMillis(250);

  private final CommitLog<E> log;
  private final EntryStore<E> store;
  private final EntryFields<E> fields;
  private final CommitBuffer<E> buffer;
  private final CommitFeed<E> feed;
  private final Duration heartbeat;
  private final Set<Subscription<E>> subscriptions = ConcurrentHashMap.newKeySet();
  private final ExecutorService pumps = threads(PUMPS, "tail-pump");
  private final ExecutorService readers = threads(READERS, "tail-reader");
  private final ScheduledExecutorService timer;
  private final AtomicBoolean toRing = new AtomicBoolean();
  private final LongAdder gaps = new LongAdder();
  private final LongAdder skipped = new LongAdder();

  /**
   * @param fields of its entries
   * @param bufferBytes the newest commits that are kept in memory for all tails together
   * @param heartbeat after so much quiet a tail gets a heartbeat
   */
  public TailHub(
      CommitLog<E> log,
      EntryStore<E> store,
      EntryFields<E> fields,
      long bufferBytes,
      Duration heartbeat) {
    this.log = log;
    this.store = store;
    this.fields = fields;
    this.heartbeat = heartbeat;
    this.buffer = new CommitBuffer<>(bufferBytes, log.head());
    this.feed = new CommitFeed<>(log, buffer, this::advanced, POLL);
    this.timer =
        new ScheduledThreadPoolExecutor(
            TIMERS, named("tail-timer"), new ThreadPoolExecutor.DiscardPolicy());
    timer.scheduleWithFixedDelay(
        this::ring, RING_EVERY.toMillis(), RING_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    timer.scheduleWithFixedDelay(
        () -> subscriptions.forEach(Subscription::checkHeartbeat),
        HEARTBEAT_CHECK.toMillis(),
        HEARTBEAT_CHECK.toMillis(),
        TimeUnit.MILLISECONDS);
    feed.start();
  }

  /** One of our lanes has committed. */
  public void committed(Commit<E> commit) {
    feed.add(commit);
    toRing.set(true);
  }

  /** Another server, or a deletion, has committed. */
  public void wake() {
    feed.wake();
  }

  /** The position up to which tails can be served. */
  public long head() {
    return buffer.head();
  }

  public int tails() {
    return subscriptions.size();
  }

  public long bufferedBytes() {
    return buffer.bytes();
  }

  public long gapCount() {
    return gaps.sum();
  }

  public long skippedCount() {
    return skipped.sum();
  }

  /**
   * Starts a tail.
   *
   * @param backlog is sent first: matches up to the position, in the order of their positions
   * @param afterPosition everything after it is sent
   * @return the tail; whoever started it closes it
   */
  public Subscription<E> subscribe(
      Filter filter, List<E> backlog, long afterPosition, TailSink<E> sink) {
    Subscription<E> subscription = new Subscription<>(this, filter, backlog, afterPosition, sink);
    subscriptions.add(subscription);
    subscription.wake();
    return subscription;
  }

  void remove(Subscription<E> subscription) {
    subscriptions.remove(subscription);
  }

  CommitBuffer<E> buffer() {
    return buffer;
  }

  CommitLog<E> log() {
    return log;
  }

  EntryStore<E> store() {
    return store;
  }

  EntryFields<E> fields() {
    return fields;
  }

  Duration heartbeat() {
    return heartbeat;
  }

  void countGap(long matched) {
    gaps.increment();
    skipped.add(matched);
  }

  /** Runs what needs no store. */
  void execute(Runnable task) {
    pumps.execute(task);
  }

  /** Runs what asks the store. */
  void executeReading(Runnable task) {
    readers.execute(task);
  }

  /** Runs what asks the store, after a while. */
  void later(Runnable task, Duration delay) {
    timer.schedule(() -> readers.execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void advanced() {
    subscriptions.forEach(Subscription::wake);
  }

  private void ring() {
    if (toRing.getAndSet(false)) {
      try {
        log.ring();
      } catch (RuntimeException away) {
        // Other servers also look by themselves.
        toRing.set(true);
      }
    }
  }

  @Override
  public void close() {
    feed.close();
    timer.shutdownNow();
    pumps.shutdownNow();
    readers.shutdownNow();
  }

  /** After the end, tasks are let go. */
  private static ExecutorService threads(int count, String name) {
    return new ThreadPoolExecutor(
        count,
        count,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        named(name),
        new ThreadPoolExecutor.DiscardPolicy());
  }

  private static java.util.concurrent.ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
