package dev.visionlog.server.tail;

import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.CommitLog;
import dev.visionlog.server.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts commits into the buffer in the order of their positions. Our own come from the lanes, out of
 * order and with holes where other servers have committed; what is missing is read from the store.
 *
 * <p>Has a thread of its own.
 */
final class CommitFeed<E extends Entry<E>> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommitFeed.class);

  /**
   * How long a hole is left for one of our own lanes to fill, which may have committed and be
   * without a processor. Other servers ring for theirs.
   */
  private static final Duration HOLE_WAIT = Duration.ofMillis(50);

  private static final int READ_ENTRIES = 5_000;

  /** When more than this waits behind a hole, it is let go: the store has it too. */
  private static final long MAX_WAITING_BYTES = 8L * 1024 * 1024;

  private final CommitLog<E> log;
  private final CommitBuffer<E> buffer;
  private final Runnable onAdvance;
  private final Duration poll;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final TreeMap<Long, Commit<E>> arrived = new TreeMap<>();
  private long arrivedBytes;
  private boolean woken;
  private volatile boolean closed;
  private final Thread thread = new Thread(this::run, "tail-feed");

  /**
   * @param onAdvance called when the buffer has more
   * @param poll how often the store is asked without being told that there is something
   */
  CommitFeed(CommitLog<E> log, CommitBuffer<E> buffer, Runnable onAdvance, Duration poll) {
    this.log = log;
    this.buffer = buffer;
    this.onAdvance = onAdvance;
    this.poll = poll;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes a commit of our own. */
  void add(Commit<E> commit) {
    long bytes = commit.bytes();
    lock.lock();
    try {
      arrived.put(commit.firstPosition(), commit);
      arrivedBytes += bytes;
      if (arrivedBytes > MAX_WAITING_BYTES) {
        arrived.clear();
        arrivedBytes = 0;
        woken = true;
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Another server has committed. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** What has arrived and is not in the buffer yet. */
  long waitingBytes() {
    lock.lock();
    try {
      return arrivedBytes;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (!closed) {
      try {
        step();
      } catch (InterruptedException stop) {
        return;
      } catch (StoreUnavailableException away) {
        LOG.debug("The tail cannot read commits", away);
        pause();
      } catch (RuntimeException error) {
        LOG.error("The tail cannot read commits", error);
        pause();
      }
    }
  }

  private void step() throws InterruptedException {
    boolean ask = awaitCommits();
    if (takeArrived()) {
      onAdvance.run();
    }
    if (ask || awaitHole()) {
      readFromStore(ask);
    }
  }

  /** Waits until something has arrived or is to be read. True if the store is to be asked. */
  private boolean awaitCommits() throws InterruptedException {
    lock.lock();
    try {
      long left = poll.toNanos();
      while (!woken && arrived.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      boolean ask = woken || arrived.isEmpty();
      woken = false;
      return ask;
    } finally {
      lock.unlock();
    }
  }

  /** If there is a hole, gives our lanes a moment to fill it. True if the store is to be asked. */
  private boolean awaitHole() throws InterruptedException {
    lock.lock();
    try {
      long left = HOLE_WAIT.toNanos();
      while (hasHole() && !woken && left > 0) {
        left = changed.awaitNanos(left);
      }
      return hasHole();
    } finally {
      lock.unlock();
    }
  }

  private boolean hasHole() {
    lock.lock();
    try {
      return !arrived.isEmpty() && !nextHasArrived();
    } finally {
      lock.unlock();
    }
  }

  private boolean nextHasArrived() {
    return !arrived.isEmpty() && arrived.firstKey() <= buffer.head() + 1;
  }

  private boolean takeArrived() {
    lock.lock();
    try {
      boolean advanced = false;
      while (nextHasArrived()) {
        Map.Entry<Long, Commit<E>> next = arrived.pollFirstEntry();
        arrivedBytes -= next.getValue().bytes();
        advanced |= append(next.getValue());
      }
      return advanced;
    } finally {
      lock.unlock();
    }
  }

  private boolean append(Commit<E> commit) {
    if (commit.lastPosition() <= buffer.head()) {
      return false;
    }
    buffer.add(commit);
    return true;
  }

  /**
   * @param all or only what is missing before our own commits
   */
  private void readFromStore(boolean all) {
    boolean found;
    do {
      List<Commit<E>> commits = log.read(buffer.head(), missing());
      commits.forEach(this::append);
      found = !commits.isEmpty();
      if (takeArrived() || found) {
        onAdvance.run();
      }
    } while (found && (all || hasHole()) && !closed);
  }

  /** How many entries to read: what is in memory need not be. */
  private int missing() {
    lock.lock();
    try {
      long hole = arrived.isEmpty() ? READ_ENTRIES : arrived.firstKey() - 1 - buffer.head();
      return (int) Math.max(1, Math.min(hole, READ_ENTRIES));
    } finally {
      lock.unlock();
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
      wake();
    } catch (InterruptedException stop) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
