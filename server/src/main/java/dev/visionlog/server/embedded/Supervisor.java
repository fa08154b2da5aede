package dev.visionlog.server.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches a postmaster and starts another whenever it ends, until it is closed. */
final class Supervisor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  /** A postmaster that ran for so long was all right: the next pause is the shortest again. */
  private static final Duration STABLE = Duration.ofSeconds(30);

  private final Starter starter;
  private final Thread thread = new Thread(this::watch, "postgres-supervisor");
  private final AtomicInteger restarts = new AtomicInteger();
  private volatile Postmaster current;
  private Duration pause = FIRST_PAUSE;

  /** Starts a postmaster and returns when it is ready. */
  interface Starter {
    Postmaster start() throws IOException, InterruptedException;
  }

  Supervisor(Postmaster first, Starter starter) {
    this.current = first;
    this.starter = starter;
    thread.setDaemon(true);
    thread.start();
  }

  Postmaster current() {
    return current;
  }

  int restarts() {
    return restarts.get();
  }

  private void watch() {
    try {
      while (true) {
        long startedAt = System.nanoTime();
        int exitCode = current.awaitExit();
        log.error("PostgreSQL (pid {}) ended with code {}", current.pid(), exitCode);
        if (System.nanoTime() - startedAt > STABLE.toNanos()) {
          pause = FIRST_PAUSE;
        }
        current = startAgain();
        log.warn("PostgreSQL runs again (pid {})", current.pid());
        restarts.incrementAndGet();
      }
    } catch (InterruptedException e) {
      // Closed; the thread ends.
    }
  }

  private Postmaster startAgain() throws InterruptedException {
    while (true) {
      Thread.sleep(pause.toMillis());
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      try {
        return starter.start();
      } catch (IOException | RuntimeException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        log.error("PostgreSQL could not be started again; next try in {}", pause, e);
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Ends the watch, then stops the postmaster. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    current.stop();
  }
}
