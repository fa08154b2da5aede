package dev.visionlog.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's {@code postmaster.pid}: its process id, folder, start time, port and, in the eighth
 * line, its state.
 */
record PidFile(Path dataFolder, long pid, Instant startedAt, String state) {
  private static final int START_LINE = 2;
  private static final int STATE_LINE = 7;

  /** More than clocks differ by, less than it takes for a pid to come round again. */
  private static final Duration TOLERANCE = Duration.ofSeconds(30);

  static Optional<PidFile> in(Path dataFolder) {
    try {
      return parse(dataFolder, Files.readAllLines(dataFolder.resolve("postmaster.pid")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new EmbeddedPostgresException("Cannot read postmaster.pid in " + dataFolder, e);
    }
  }

  /** Nothing if the file is still being written. */
  static Optional<PidFile> parse(Path dataFolder, List<String> lines) {
    if (lines.size() <= START_LINE) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PidFile(
              dataFolder,
              Long.parseLong(lines.get(0).strip()),
              Instant.ofEpochSecond(Long.parseLong(lines.get(START_LINE).strip())),
              lines.size() > STATE_LINE ? lines.get(STATE_LINE).strip() : ""));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Deletes the file of a process that is gone. PostgreSQL does so itself, but gives up where
   * another process has got the same pid since. Without {@code /proc} the file stays: it is what
   * tells PostgreSQL of backends that still live.
   */
  static void deleteIfStale(Path dataFolder) throws IOException {
    if (Backends.isProcInstalled() && in(dataFolder).flatMap(PidFile::process).isEmpty()) {
      Files.deleteIfExists(dataFolder.resolve("postmaster.pid"));
    }
  }

  boolean isReady() {
    return state.equals("ready");
  }

  /** The process, if it is alive and really the one that wrote the file: pids are used again. */
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::wroteThis);
  }

  private boolean wroteThis(ProcessHandle process) {
    return Backends.isProcInstalled()
        ? Backends.worksIn(dataFolder, process.pid())
        : process.info().command().filter(command -> command.endsWith("postgres")).isPresent()
            && process.info().startInstant().filter(this::isCloseToStart).isPresent();
  }

  private boolean isCloseToStart(Instant instant) {
    return Duration.between(startedAt, instant).abs().compareTo(TOLERANCE) < 0;
  }
}
