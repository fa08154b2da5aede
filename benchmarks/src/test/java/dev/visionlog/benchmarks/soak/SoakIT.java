package dev.visionlog.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.bridge.VisionlogBridge;
import dev.visionlog.server.VisionlogServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The soak in short: some of its faults, once each. {@code ./visionlog soak} has all of them. */
class SoakIT {
  private static final SoakSettings SHORT =
      new SoakSettings(
          Duration.ZERO,
          List.of("wire-cut", "writer-killed", "server-killed", "postmaster-killed"),
          400,
          1,
          Duration.ofMillis(300),
          Duration.ofSeconds(1),
          20,
          0);

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void messages_areStoredAndSeenOnceAndInOrderWhateverFails(@TempDir Path folder) throws Exception {
    try (Soak soak =
        new Soak(SHORT, commands(), folder, new PrintStream(said, true, StandardCharsets.UTF_8))) {
      List<String> findings = soak.run();
      assertThat(findings).as(said.toString(StandardCharsets.UTF_8)).isEmpty();
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("All is well.");
    }
  }

  private static Commands commands() {
    return Commands.ofClasses(
        VisionlogServer.class,
        VisionlogBridge.class,
        Map.of("XDG_CACHE_HOME", Path.of("target", "caches").toAbsolutePath().toString()));
  }
}
