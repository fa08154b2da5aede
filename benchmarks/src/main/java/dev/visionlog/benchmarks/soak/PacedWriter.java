package dev.visionlog.benchmarks.soak;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A writer with a thread of its own in this process. */
abstract class PacedWriter implements Writer {
  private static final int MOST_COMPLAINTS = 20;

  private final String name;
  private final Pace pace;
  private final Thread thread;
  private final AtomicLong handed = new AtomicLong();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  final Clock clock;
  private volatile boolean stopped;

  PacedWriter(String name, double perSecond, Clock clock) {
    this.name = name;
    this.clock = clock;
    this.pace = new Pace(perSecond);
    this.thread = new Thread(this::write, name);
    thread.setDaemon(true);
  }

  /** To be called when all of it has been made. */
  final void start() {
    thread.start();
  }

  private void write() {
    try {
      run();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException fault) {
      complain("ended with " + fault);
    }
  }

  /** Returns when it has been stopped and everything is delivered. */
  abstract void run() throws InterruptedException;

  /** The next messages, as many as are due; none when it has been stopped. */
  final List<Canary> next() {
    int due = stopped ? 0 : pace.due();
    return Stream.generate(() -> Canary.now(name, handed.incrementAndGet())).limit(due).toList();
  }

  final boolean isStopped() {
    return stopped;
  }

  final void complain(String what) {
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(name + ": " + what);
    }
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final long mark() {
    return handed.get();
  }

  @Override
  public final List<Claim> claims() {
    return List.of(new Claim(name, handed.get()));
  }

  @Override
  public final List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public final void stop() {
    stopped = true;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
