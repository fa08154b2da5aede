package dev.visionlog.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What PostgreSQL's processes understand. Java itself can only send TERM and KILL. */
enum Signal {
  /** Fast shutdown: transactions are rolled back, everything is written, no recovery is needed. */
  INT,
  /** Immediate shutdown: all processes end at once, the next start recovers from the log. */
  QUIT,
  KILL;

  private static final Duration POLL = Duration.ofMillis(10);

  void send(ProcessHandle process) throws IOException, InterruptedException {
    if (this == KILL) {
      process.destroyForcibly();
    } else {
      // The shell's own kill: a container may have no other.
      new ProcessBuilder("sh", "-c", "kill -" + this + " " + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  /** Whether the process ended in time after this signal. */
  boolean ends(ProcessHandle process, Duration deadline) throws IOException, InterruptedException {
    send(process);
    return awaitEnd(process, deadline);
  }

  /**
   * Whether the process ended in time. A zombie has ended: who should collect it may never do so,
   * as in a container whose first process is no init, and Java counts it as alive.
   */
  static boolean awaitEnd(ProcessHandle process, Duration deadline) throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    while (process.isAlive() && !isZombie(process)) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(POLL.toMillis());
    }
    return true;
  }

  private static boolean isZombie(ProcessHandle process) {
    try {
      String state = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return state.startsWith(") Z", state.lastIndexOf(')'));
    } catch (IOException e) {
      return false; // Gone, or not on Linux: isAlive() tells.
    }
  }
}
