package dev.visionlog.server.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is killed while it saves, at different moments. */
class KilledStoreIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 25, 333})
  void killedStore_hasAllThatItAcknowledgedAndNothingHalf(int imagesBefore) throws Exception {
    Path images = folder.resolve("images");
    Map<String, String> acknowledged = runAndKill(images, imagesBefore);
    try (ImageStore store =
        ImageStore.open(ImageSettings.of(images), id -> id, Clock.systemUTC())) {
      for (Map.Entry<String, String> image : acknowledged.entrySet()) {
        assertThat(Sha256.of(images.resolve(image.getKey()))).isEqualTo(image.getValue());
      }
      assertThat(temporaryFiles(images)).as("removed when the store was opened").isZero();
      assertEverythingCanBeSweptAway(store, images);
    }
  }

  /** What was acknowledged when it was killed, and perhaps some more: path and SHA-256. */
  private Map<String, String> runAndKill(Path images, int imagesBefore) throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledStore.class.getName(),
                images.toString())
            .redirectError(folder.resolve("err").toFile())
            .start();
    Map<String, String> acknowledged = new LinkedHashMap<>();
    try (BufferedReader output = process.inputReader()) {
      String line = output.readLine();
      while (line != null) {
        String[] parts = line.split(" ");
        if (parts.length == 2 && parts[1].length() == 64) {
          acknowledged.put(parts[0], parts[1]);
        }
        if (acknowledged.size() == imagesBefore) {
          assertHasNotLoadedOpenCv(process);
          process.toHandle().destroyForcibly();
        }
        line = output.readLine();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(acknowledged)
        .as(Files.readString(folder.resolve("err")))
        .hasSizeGreaterThanOrEqualTo(imagesBefore);
    return acknowledged;
  }

  /** Half a second and 120 MB that a server which gets only JPEGs does not need. */
  private static void assertHasNotLoadedOpenCv(Process process) throws IOException {
    Path maps = Path.of("/proc", Long.toString(process.pid()), "maps");
    if (Files.exists(maps)) {
      assertThat(Files.readString(maps)).contains("libjvm").doesNotContain("opencv");
    }
  }

  private static long temporaryFiles(Path images) throws IOException {
    try (Stream<Path> files = Files.walk(images.resolve(".incoming"))) {
      return files.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock")).count();
    }
  }

  private static void assertEverythingCanBeSweptAway(ImageStore store, Path images)
      throws IOException {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
    new ImageSweep(store, new FakeImageRows(), later, Duration.ofHours(1)).mend();
    assertThat(images.resolve("2026")).doesNotExist();
    try (Stream<Path> contents = Files.walk(images.resolve(".content"))) {
      assertThat(contents.filter(Files::isRegularFile)).isEmpty();
    }
  }
}
