package dev.visionlog.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationIndexTest {
  private static final Path FOLDER = Path.of("src/main/resources/db");

  @Test
  void index_namesEveryScript() throws IOException {
    List<String> expected =
        Files.readAllLines(FOLDER.resolve("index.txt")).stream()
            .flatMap(name -> Stream.of(name + ".up.sql", name + ".down.sql"))
            .toList();
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".sql"))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
