package dev.visionlog.server.tail;

import dev.visionlog.server.model.Commit;
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
final class CommitFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommitFeed.class);

  /** How long a hole is left for one of our own lanes to fill. */
  private static final Duration HOLE_WAIT = Duration.ofMillis(5);

  /** How often the store is asked without being told that there is something. */
  private static final Duration POLL = Duration.ofSeconds(1);

  private static final int READ_ENTRIES = 5_000;

  private final CommitLog log;
  private final CommitBuffer buffer;
  private final Runnable onAdvance;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final TreeMap<Long, Commit> arrived = new TreeMap<>();
  private boolean woken;
  private volatile boolean closed;
  private final Thread thread = new Thread(this::run, "tail-feed");

  CommitFeed(CommitLog log, CommitBuffer buffer, Runnable onAdvance) {
    this.log = log;
    this.buffer = buffer;
    this.onAdvance = onAdvance;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes a commit of our own. */
  void add(Commit commit) {
    lock.lock();
    try {
      arrived.put(commit.firstPosition(), commit);
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
    boolean ask = await(POLL);
    boolean advanced = takeArrived();
    if (hasHole()) {
      await(HOLE_WAIT);
      advanced |= takeArrived();
      ask |= hasHole();
    }
    if (advanced) {
      onAdvance.run();
    }
    if (ask) {
      readFromStore();
    }
  }

  /** Waits for something to do. True if the store is to be asked. */
  private boolean await(Duration most) throws InterruptedException {
    lock.lock();
    try {
      long left = most.toNanos();
      boolean hole = !arrived.isEmpty();
      while (!woken && (hole ? !nextHasArrived() : arrived.isEmpty()) && left > 0) {
        left = changed.awaitNanos(left);
      }
      boolean ask = woken || (left <= 0 && !hole);
      woken = false;
      return ask;
    } finally {
      lock.unlock();
    }
  }

  private boolean nextHasArrived() {
    return !arrived.isEmpty() && arrived.firstKey() <= buffer.head() + 1;
  }

  private boolean hasHole() {
    lock.lock();
    try {
      return !arrived.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private boolean takeArrived() {
    lock.lock();
    try {
      boolean advanced = false;
      while (nextHasArrived()) {
        Map.Entry<Long, Commit> next = arrived.pollFirstEntry();
        advanced |= append(next.getValue());
      }
      return advanced;
    } finally {
      lock.unlock();
    }
  }

  private boolean append(Commit commit) {
    if (commit.lastPosition() <= buffer.head()) {
      return false;
    }
    buffer.add(commit);
    return true;
  }

  private void readFromStore() {
    List<Commit> commits;
    do {
      commits = log.read(buffer.head(), READ_ENTRIES);
      commits.forEach(this::append);
      if (!commits.isEmpty()) {
        onAdvance.run();
      }
    } while (!commits.isEmpty() && !closed);
    if (takeArrived()) {
      onAdvance.run();
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
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
