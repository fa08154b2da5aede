package dev.visionlog.server.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One running PostgreSQL: our child process. */
final class Postmaster {
  /** Recovery after a crash replays at most max_wal_size. */
  private static final Duration START_DEADLINE = Duration.ofMinutes(3);

  private static final Duration FAST_DEADLINE = Duration.ofSeconds(20);
  private static final Duration IMMEDIATE_DEADLINE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(10);

  /** What must hold whatever a configuration file says. */
  private static final List<String> GUARANTEES =
      List.of(
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "logging_collector=on",
          "log_directory=log");

  private final Path dataFolder;
  private final Process process;

  private Postmaster(Path dataFolder, Process process) {
    this.dataFolder = dataFolder;
    this.process = process;
  }

  /** Starts PostgreSQL and returns when it takes connections. */
  static Postmaster start(Path dataFolder, Path program, Launcher launcher, int port)
      throws IOException, InterruptedException {
    Backends.endOrphans(dataFolder);
    PidFile.deleteIfStale(dataFolder);
    ServerLog log = new ServerLog(dataFolder);
    log.begin();
    Process process = launcher.start(log.startup(), program, arguments(dataFolder, port));
    Postmaster postmaster = new Postmaster(dataFolder, process);
    try {
      postmaster.awaitReady();
      return postmaster;
    } catch (InterruptedException | RuntimeException e) {
      stop(dataFolder, process.toHandle());
      throw e;
    }
  }

  private static List<String> arguments(Path dataFolder, int port) {
    List<String> arguments = new ArrayList<>(List.of("-D", dataFolder.toString()));
    GUARANTEES.forEach(setting -> arguments.addAll(List.of("-c", setting)));
    arguments.addAll(List.of("-c", "port=" + port));
    return arguments;
  }

  private void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + START_DEADLINE.toNanos();
    while (!isReady()) {
      if (!process.isAlive()) {
        throw new EmbeddedPostgresException(
            "PostgreSQL did not start:\n" + new ServerLog(dataFolder).lastWords());
      }
      if (System.nanoTime() > deadline) {
        throw new EmbeddedPostgresException(
            "PostgreSQL was not ready after "
                + START_DEADLINE
                + ":\n"
                + new ServerLog(dataFolder).lastWords());
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  private boolean isReady() {
    return PidFile.in(dataFolder)
        .filter(file -> file.pid() == process.pid() && file.isReady())
        .isPresent();
  }

  long pid() {
    return process.pid();
  }

  /** Waits for its end and returns the exit code; more than 128 for a signal. */
  int awaitExit() throws InterruptedException {
    return process.waitFor();
  }

  /** Stops it, in order if it can be done in time; does nothing if it has ended. */
  void stop() {
    stop(dataFolder, process.toHandle());
  }

  /**
   * Stops the PostgreSQL that a killed JVM left running on this folder, if there is one. The caller
   * holds the folder's lock, so it can be nobody else's.
   */
  static void stopLeftOver(Path dataFolder) {
    PidFile.in(dataFolder).flatMap(PidFile::process).ifPresent(left -> stop(dataFolder, left));
  }

  private static void stop(Path dataFolder, ProcessHandle process) {
    boolean interrupted = Thread.interrupted();
    try {
      boolean ended =
          !process.isAlive()
              || Signal.INT.ends(process, FAST_DEADLINE)
              || Signal.QUIT.ends(process, IMMEDIATE_DEADLINE)
              || Signal.KILL.ends(process, IMMEDIATE_DEADLINE);
      if (!ended) {
        throw new EmbeddedPostgresException(
            "PostgreSQL (pid %d) in %s does not stop".formatted(process.pid(), dataFolder));
      }
    } catch (IOException e) {
      throw new EmbeddedPostgresException("Cannot signal PostgreSQL in " + dataFolder, e);
    } catch (InterruptedException e) {
      interrupted = true;
      process.destroyForcibly();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
