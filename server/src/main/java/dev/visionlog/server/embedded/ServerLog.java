package dev.visionlog.server.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What PostgreSQL writes: to {@code startup.log} until its log collector runs, then to a file for
 * each day of the week, in the data folder's {@code log}.
 */
record ServerLog(Path dataFolder) {
  private static final int LINES_SHOWN = 10;

  Path startup() {
    return dataFolder.resolve("startup.log");
  }

  /** Forgets what the last start wrote, so that {@link #lastWords} tells of this one. */
  void begin() throws IOException {
    Files.deleteIfExists(pointer());
  }

  String lastWords() {
    return Stream.concat(tail(startup()), tail(pointer()).flatMap(this::pointedAt))
        .collect(Collectors.joining("\n"));
  }

  /** PostgreSQL keeps the name of its present log file here: "stderr log/postgres-Mon.log". */
  private Path pointer() {
    return dataFolder.resolve("current_logfiles");
  }

  private Stream<String> pointedAt(String line) {
    return tail(dataFolder.resolve(line.substring(line.indexOf(' ') + 1)));
  }

  private static Stream<String> tail(Path file) {
    if (Files.notExists(file)) {
      return Stream.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
      return lines.stream().skip(Math.max(0, lines.size() - LINES_SHOWN));
    } catch (IOException e) {
      return Stream.of("(cannot read " + file + ": " + e + ")");
    }
  }
}
