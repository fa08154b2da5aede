package dev.visionlog.camera.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.client.Level;
import dev.visionlog.client.LogEntry;
import dev.visionlog.client.Loggable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CameraLogTest {
  private final List<LogEntry> entries = new ArrayList<>();
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final MovingClock clock = new MovingClock();
  private final CameraLog log =
      new CameraLog(this::keep, 3, "rtsp://cam/1", new PrintStream(console, true), clock);

  private void keep(Loggable entry) {
    entries.add(entry.toEntry());
  }

  @Test
  void life_isToldToServerAndConsole() {
    log.started(640, 480, 25);
    log.lost("No picture for 10.0 s", Duration.ofMillis(1500));
    log.returned(Duration.ofSeconds(12), 2);
    assertThat(entries)
        .extracting(LogEntry::message)
        .containsExactly(
            "Camera started: rtsp://cam/1, 640 x 480, 25.0 frames/s",
            "Camera lost: rtsp://cam/1: No picture for 10.0 s. Next try in 1.5 s",
            "Camera returned: rtsp://cam/1, after 12.0 s");
    assertThat(entries)
        .extracting(LogEntry::level)
        .containsExactly(Level.INFO, Level.ERROR, Level.SUCCESS);
    assertThat(entries).allMatch(entry -> Long.valueOf(3).equals(entry.cameraId()));
    assertThat(console.toString(StandardCharsets.UTF_8)).contains("ERROR   Camera lost");
  }

  @Test
  void detectorThatFailsOnEachFrame_isToldOnceAMinute() {
    for (int each = 0; each < 100; each++) {
      log.detectorFailed("camera-3/a/frame-000001", "Model is gone");
    }
    clock.now = clock.now.plusSeconds(60);
    log.detectorFailed("camera-3/a/frame-000101", "Model is gone");
    assertThat(entries)
        .extracting(LogEntry::message)
        .containsExactly(
            "Detector failed: Model is gone",
            "Detector failed: Model is gone, and 99 times before");
  }

  private static final class MovingClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
