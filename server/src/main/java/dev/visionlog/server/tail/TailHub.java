package dev.visionlog.server.tail;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.Commit;
import dev.visionlog.server.store.CommitLog;
import dev.visionlog.server.store.LogStore;
import java.time.Duration;
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
public final class TailHub implements AutoCloseable {
  private static final int PUMPS = 4;
  private static final int READERS = 2;

  /** One that may be held up by the database when it rings, and one for heartbeats. */
  private static final int TIMERS = 2;

  /** At most so often are other servers told that something has been committed. */
  private static final Duration RING_EVERY = Duration.ofMillis(20);

  /** Other servers ring; this is for the case that it goes unheard. */
  private static final Duration POLL = Duration.ofSeconds(1);

  private static final Duration HEARTBEAT_CHECK = Duration.ofMillis(250);

  private final CommitLog log;
  private final LogStore store;
  private final CommitBuffer buffer;
  private final CommitFeed feed;
  private final Duration heartbeat;
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final ExecutorService pumps = threads(PUMPS, "tail-pump");
  private final ExecutorService readers = threads(READERS, "tail-reader");
  private final ScheduledExecutorService timer;
  private final AtomicBoolean toRing = new AtomicBoolean();
  private final LongAdder gaps = new LongAdder();
  private final LongAdder skipped = new LongAdder();

  /**
   * @param bufferBytes the newest commits that are kept in memory for all tails together
   * @param heartbeat after so much quiet a tail gets a heartbeat
   */
  public TailHub(CommitLog log, LogStore store, long bufferBytes, Duration heartbeat) {
    this.log = log;
    this.store = store;
    this.heartbeat = heartbeat;
    this.buffer = new CommitBuffer(bufferBytes, log.head());
    this.feed = new CommitFeed(log, buffer, this::advanced, POLL);
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
  public void committed(Commit commit) {
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
   * @param afterPosition everything after it is sent
   * @return the tail; whoever started it closes it
   */
  public Subscription subscribe(Filter filter, long afterPosition, TailSink sink) {
    Subscription subscription = new Subscription(this, filter, afterPosition, sink);
    subscriptions.add(subscription);
    subscription.wake();
    return subscription;
  }

  void remove(Subscription subscription) {
    subscriptions.remove(subscription);
  }

  CommitBuffer buffer() {
    return buffer;
  }

  CommitLog log() {
    return log;
  }

  LogStore store() {
    return store;
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
