package dev.visionlog.server.beside;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a program running beside the server, in a process of its own: whatever it does, it takes no
 * memory from the way in. If it ends, it is started again; the server never waits for it.
 */
final class KeptProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptProcess.class);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** One that ran for so long was all right: the next pause is the shortest again. */
  private static final Duration STABLE = Duration.ofSeconds(30);

  private final JavaProgram program;
  private final Follower follower;
  private final Thread thread;
  private volatile @Nullable BesideProcess current;
  private volatile boolean closed;

  /**
   * @param follower told of each run
   */
  KeptProcess(JavaProgram program, Follower follower) {
    this.program = program;
    this.follower = follower;
    this.thread = new Thread(this::run, "beside-" + program.main());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!closed) {
        long startedAt = System.nanoTime();
        runOnce();
        pause = System.nanoTime() - startedAt > STABLE.toNanos() ? FIRST_PAUSE : pause;
        if (!closed) {
          LOG.warn("{} has ended; next try in {} s", program.name(), pause.toSeconds());
          // Ended by close(), which interrupts this thread.
          TimeUnit.MILLISECONDS.sleep(pause.toMillis());
          pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
      }
    } catch (InterruptedException stop) {
      // Closed; the thread ends.
    }
  }

  private void runOnce() throws InterruptedException {
    try {
      BesideProcess process = BesideProcess.start(program);
      current = process;
      follower.follow(process);
      process.awaitExit();
    } catch (IOException error) {
      LOG.warn("{} failed", program.name(), error);
    } finally {
      follower.ended();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    BesideProcess process = current;
    try {
      if (process != null) {
        process.stop();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Listens to a program, on the thread that keeps it. */
  interface Follower {
    /** It has been started; its output may be read. */
    void follow(BesideProcess process) throws IOException;

    /** It has ended, or could not be started. */
    default void ended() {}
  }
}
