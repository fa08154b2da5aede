package dev.visionlog.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SignalIT {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(20);

  /** A shell's background job ignores INT, and so do its children, unless they are told not to. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void signal_endsAProcess() throws Exception {
    Process process = new ProcessBuilder("env", "--default-signal=INT", "sleep", "600").start();
    assertThat(Signal.awaitEnd(process.toHandle(), SHORT)).isFalse();
    assertThat(Signal.INT.ends(process.toHandle(), LONG)).isTrue();
  }

  /** The shell turns into a sleep, which never collects the child that it has got with the pid. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void zombie_hasEnded() throws Exception {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0.1 & exec sleep 600").start();
    try {
      ProcessHandle child =
          await().until(() -> parent.children().findFirst(), Optional::isPresent).orElseThrow();
      assertThat(Signal.awaitEnd(child, LONG)).isTrue();
      assertThat(child.isAlive()).isTrue();
    } finally {
      parent.destroyForcibly();
    }
  }
}
