package dev.visionlog.camera.worker;

import dev.visionlog.camera.source.SourceEvents;
import dev.visionlog.client.Level;
import dev.visionlog.client.LogEntry;
import dev.visionlog.client.Loggable;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The camera's life, for the server's log and for whoever looks at the console. Any thread. */
public final class CameraLog implements SourceEvents {
  private static final Duration BETWEEN_FAILURES = Duration.ofMinutes(1);

  private final Consumer<Loggable> log;
  private final long cameraId;
  private final String camera;
  private final PrintStream console;
  private final Clock clock;
  private @Nullable Instant failureTold;
  private long failuresUntold;

  /**
   * @param log where entries go
   * @param camera what it is, without secrets: a file's name, a stream's address
   */
  public CameraLog(
      Consumer<Loggable> log, long cameraId, String camera, PrintStream console, Clock clock) {
    this.log = log;
    this.cameraId = cameraId;
    this.camera = camera;
    this.console = console;
    this.clock = clock;
  }

  /** To the server and to the console. */
  public void tell(Level level, String message, Map<String, ? extends @Nullable Object> extra) {
    note(level, message, extra);
    say(level, message);
  }

  /** To the console alone. */
  public void say(Level level, String message) {
    LocalTime now = LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault());
    console.printf(
        Locale.ROOT, "%s %-7s %s%n", now.truncatedTo(ChronoUnit.SECONDS), level, message);
  }

  /** To the server alone. */
  public void note(Level level, String message, Map<String, ? extends @Nullable Object> extra) {
    log.accept(
        LogEntry.builder(level, message)
            .time(clock.instant())
            .cameraId(cameraId)
            .extra(extra)
            .build());
  }

  @Override
  public void started(int width, int height, double rate) {
    tell(
        Level.INFO,
        "Camera started: " + camera + ", " + width + " x " + height + ratePart(rate),
        Map.of("camera", camera, "width", width, "height", height, "fps", rate));
  }

  private static String ratePart(double rate) {
    return rate > 0 ? String.format(Locale.ROOT, ", %.1f frames/s", rate) : "";
  }

  @Override
  public void incomplete(long frames, long expected) {
    tell(
        Level.WARNING,
        "Video is incomplete: "
            + camera
            + " ended after "
            + frames
            + " of about "
            + expected
            + " frames",
        Map.of("camera", camera, "frames", frames, "expected_frames", expected));
  }

  @Override
  public void lost(String why, Duration next) {
    tell(
        Level.ERROR,
        "Camera lost: " + camera + ": " + why + ". Next try in " + seconds(next),
        Map.of("camera", camera, "reason", why));
  }

  @Override
  public void returned(Duration away, int attempts) {
    tell(
        Level.SUCCESS,
        "Camera returned: " + camera + ", after " + seconds(away),
        Map.of("camera", camera, "away_seconds", away.toMillis() / 1000.0, "attempts", attempts));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  /** Told once a minute at most, with how many there were meanwhile; each has its prediction. */
  synchronized void detectorFailed(String imageId, String why) {
    Instant now = clock.instant();
    if (failureTold != null && now.isBefore(failureTold.plus(BETWEEN_FAILURES))) {
      failuresUntold++;
      return;
    }
    String more = failuresUntold == 0 ? "" : ", and " + failuresUntold + " times before";
    tell(Level.ERROR, "Detector failed: " + why + more, Map.of("image_id", imageId));
    failureTold = now;
    failuresUntold = 0;
  }
}
