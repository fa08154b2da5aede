package dev.visionlog.server.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What PostgreSQL's processes understand. Java itself can only send TERM and KILL. */
enum Signal {
  /** Fast shutdown: transactions are rolled back, everything is written, no recovery is needed. */
  INT,
  /** Immediate shutdown: all processes end at once, the next start recovers from the log. */
  QUIT,
  KILL;

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

  static boolean awaitEnd(ProcessHandle process, Duration deadline) throws InterruptedException {
    try {
      process.onExit().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
