package dev.visionlog.server.tail;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterPredicate;
import dev.visionlog.server.filter.FilterTerms;
import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One tail. It has a cursor in the order of commits and moves it whenever its sink is ready: from
 * the buffer, or, while it still catches up with what was stored before it began, from the store.
 * If its sink was not ready while the buffer moved on, it leaves out what is gone and says so.
 *
 * <p>One thread at a time works on it; whoever comes meanwhile only leaves a note. What needs the
 * store is done by threads of its own, so that it holds up no tail that does not.
 */
public final class Subscription<E extends Entry<E>> implements AutoCloseable {
  private static final int CHUNK_ENTRIES = 500;
  private static final long CHUNK_BYTES = 256 * 1024;
  private static final int READ_ENTRIES = 1_000;
  private static final Duration RETRY = Duration.ofMillis(500);

  /** After so many commits others get a turn. */
  private static final int TURN = 50;

  private final TailHub<E> hub;
  private final Filter filter;
  private final Predicate<E> matches;
  private final TailSink<E> sink;
  private final AtomicInteger wakes = new AtomicInteger();
  private volatile boolean closed;
  private volatile long lastSent;

  // Below: only the working thread.
  private long cursor;
  private boolean catchingUp;
  private boolean stalled;
  private boolean greeted;
  private List<E> backlog;

  Subscription(
      TailHub<E> hub, Filter filter, List<E> backlog, long afterPosition, TailSink<E> sink) {
    this.hub = hub;
    this.filter = filter;
    this.matches = FilterPredicate.compile(filter, hub.fields());
    this.sink = sink;
    this.backlog = backlog;
    this.cursor = afterPosition;
    this.catchingUp = true;
    this.lastSent = System.nanoTime();
  }

  /** Looks for something to send. To be called when the sink has become ready. */
  public void wake() {
    if (!closed && wakes.getAndIncrement() == 0) {
      hub.execute(this::work);
    }
  }

  void checkHeartbeat() {
    if (System.nanoTime() - lastSent >= hub.heartbeat().toNanos()) {
      wake();
    }
  }

  @Override
  public void close() {
    closed = true;
    hub.remove(this);
  }

  /** What is to be done next. */
  private enum Next {
    /** Nothing, until somebody comes. */
    REST,
    GO_ON,
    /** Something that is only in the store. */
    READ
  }

  private void work() {
    work(this::turn);
  }

  private void read() {
    work(this::readOnce);
  }

  private void work(Supplier<Next> task) {
    int seen = wakes.get();
    Next next;
    try {
      greet();
      next = task.get();
    } catch (StoreUnavailableException away) {
      hub.later(this::read, RETRY);
      return;
    } catch (RuntimeException error) {
      close();
      sink.failed(error);
      return;
    }
    if (closed) {
      return;
    }
    if (next == Next.READ) {
      hub.executeReading(this::read);
    } else if (next == Next.GO_ON || !wakes.compareAndSet(seen, 0)) {
      hub.execute(this::work);
    }
  }

  /** Deals with what is in memory. */
  private Next turn() {
    CommitBuffer<E> buffer = hub.buffer();
    for (int i = 0; i < TURN && !closed; i++) {
      if (!isReady()) {
        return Next.REST;
      }
      if (!backlog.isEmpty()) {
        sendBacklog();
        continue;
      }
      if (cursor < buffer.floor()) {
        return Next.READ;
      }
      if (catchingUp) {
        catchingUp = false;
        stalled = false;
      }
      Commit<E> next = buffer.next(cursor);
      if (next != null) {
        deliver(List.of(next));
      } else if (cursor >= buffer.floor()) {
        stalled = false;
        return Next.REST;
      }
    }
    return Next.GO_ON;
  }

  /** Sends the next chunk of it. Whoever resumes from there gets the rest. */
  private void sendBacklog() {
    int count = 0;
    long bytes = 0;
    while (count < Math.min(CHUNK_ENTRIES, backlog.size()) && bytes < CHUNK_BYTES) {
      bytes += backlog.get(count++).bytes();
    }
    boolean last = count == backlog.size();
    sink.entries(backlog.subList(0, count), last ? cursor : backlog.get(count - 1).position());
    sent();
    backlog = List.copyOf(backlog.subList(count, backlog.size()));
    greet();
  }

  /** Deals with what is not in memory any more: one gap, or some commits. */
  private Next readOnce() {
    if (!isReady()) {
      return Next.REST;
    }
    long floor = hub.buffer().floor();
    if (cursor < floor) {
      if (stalled && !catchingUp) {
        leaveGap(floor);
      } else {
        catchUp(floor);
      }
    }
    return Next.GO_ON;
  }

  private boolean isReady() {
    boolean ready = sink.isReady();
    stalled |= !ready;
    return ready;
  }

  private void catchUp(long floor) {
    catchingUp = true;
    List<Commit<E>> commits = hub.log().read(cursor, READ_ENTRIES);
    if (commits.isEmpty()) {
      // Everything up to there is deleted and forgotten.
      cursor = floor;
    } else {
      deliver(commits);
    }
  }

  private void leaveGap(long floor) {
    long from = cursor + 1;
    long matched =
        hub.store().countAll(Filter.and(filter, FilterTerms.positionBetween(from, floor)));
    sink.gap(from, floor, matched);
    sent();
    hub.countGap(matched);
    cursor = floor;
    stalled = false;
  }

  /** Sends what matches, in chunks, as long as the sink is ready. */
  private void deliver(List<Commit<E>> commits) {
    List<E> chunk = new ArrayList<>();
    long bytes = 0;
    for (Commit<E> commit : commits) {
      for (E entry : commit.entries()) {
        if (entry.position() <= cursor || !matches.test(entry)) {
          continue;
        }
        chunk.add(entry);
        bytes += entry.bytes();
        if (chunk.size() == CHUNK_ENTRIES || bytes >= CHUNK_BYTES) {
          send(chunk, entry.position());
          chunk = new ArrayList<>();
          bytes = 0;
          if (closed || !isReady()) {
            return;
          }
        }
      }
    }
    long last = commits.get(commits.size() - 1).lastPosition();
    if (!chunk.isEmpty()) {
      send(chunk, last);
    }
    cursor = last;
  }

  private void send(List<E> chunk, long position) {
    sink.entries(chunk, position);
    cursor = position;
    sent();
  }

  /** A heartbeat at the start, and whenever nothing else was sent for a while. */
  private void greet() {
    boolean due =
        (!greeted && backlog.isEmpty())
            || System.nanoTime() - lastSent >= hub.heartbeat().toNanos();
    if (due && !closed && sink.isReady()) {
      greeted = true;
      sink.heartbeat(cursor, Math.max(cursor, hub.head()));
      sent();
    }
  }

  private void sent() {
    lastSent = System.nanoTime();
  }
}
