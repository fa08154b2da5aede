package dev.visionlog.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PidFileTest {
  private static final Path FOLDER = Path.of("data");

  @Test
  void parse_readsWhatPostgresWrites() {
    assertThat(PidFile.parse(FOLDER, lines("42", "data", "1700000000", "5432", "", "*", "1 2")))
        .hasValue(new PidFile(FOLDER, 42, Instant.ofEpochSecond(1_700_000_000), ""));
  }

  @Test
  void state_isReadyWhenPostgresSaysSo() {
    assertThat(PidFile.parse(FOLDER, lines("42", "d", "1", "5432", "", "", "1 2", "starting")))
        .get()
        .matches(file -> !file.isReady());
    assertThat(PidFile.parse(FOLDER, lines("42", "d", "1", "5432", "", "", "1 2", "ready   ")))
        .get()
        .matches(PidFile::isReady);
  }

  @Test
  void parse_waitsForTheRestOfTheFile() {
    assertThat(PidFile.parse(FOLDER, lines())).isEmpty();
    assertThat(PidFile.parse(FOLDER, lines("42", "data"))).isEmpty();
    assertThat(PidFile.parse(FOLDER, lines("42", "data", "17x"))).isEmpty();
  }

  @Test
  void process_isNotAnyProcessWithThatPid() {
    long us = ProcessHandle.current().pid();
    assertThat(new PidFile(FOLDER, us, Instant.now(), "ready").process()).isEmpty();
  }

  private static List<String> lines(String... lines) {
    return List.of(lines);
  }
}
