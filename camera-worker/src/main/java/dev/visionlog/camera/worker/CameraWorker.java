package dev.visionlog.camera.worker;

import dev.visionlog.camera.detect.Detector;
import dev.visionlog.camera.frame.CameraFrame;
import dev.visionlog.camera.resume.StoredFrames;
import dev.visionlog.camera.source.FrameSource;
import dev.visionlog.client.Level;
import dev.visionlog.client.VisionlogClient;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * Takes frames from a source, has them inspected, and hands predictions to the client. Neither the
 * source nor the detector nor the client belong to it. For one thread.
 */
public final class CameraWorker {
  private final WorkerSettings settings;
  private final Inspector inspector;
  private final VisionlogClient client;
  private final CameraLog log;
  private final PrintStream console;
  private final StopSignal stop;
  private final Counters counters = new Counters();

  /**
   * @param console where statistics are printed
   */
  public CameraWorker(
      WorkerSettings settings,
      Detector detector,
      VisionlogClient client,
      CameraLog log,
      PrintStream console,
      StopSignal stop) {
    this.settings = settings;
    this.inspector = new Inspector(detector);
    this.client = client;
    this.log = log;
    this.console = console;
    this.stop = stop;
  }

  /**
   * Returns at the end of the source, at the limit, or when it is told to stop. Then all
   * predictions have been handed to the client.
   *
   * @param stored frames of this run that the server has: they are inspected, since the detector
   *     may remember them, but not sent again
   * @throws IOException if the source fails for good
   */
  public void run(FrameSource source, StoredFrames stored)
      throws IOException, InterruptedException {
    EncodingLine line =
        new EncodingLine(
            new Predictions(settings, Clock.systemUTC()), settings.encoders(), client::predict);
    StatisticsReport report =
        new StatisticsReport(
            () -> counters.counts(source.missed()), client::predictionStats, log, console);
    try (report) {
      report.start(settings.statisticsEvery());
      loop(source, stored, line);
    } finally {
      line.finish();
      report.print();
      report.note();
    }
  }

  private void loop(FrameSource source, StoredFrames stored, EncodingLine line) throws IOException {
    stop.enter();
    try {
      readAll(source, stored, line);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      stop.leave();
    }
    if (stop.isGiven()) {
      log.tell(Level.INFO, "Camera worker is stopped", Map.of());
    }
  }

  private void readAll(FrameSource source, StoredFrames stored, EncodingLine line)
      throws IOException, InterruptedException {
    Pace pace = new Pace(settings.framesPerSecond());
    CameraFrame frame = source.next();
    while (frame != null) {
      boolean known = stored.contains(frame.number());
      handle(frame, known, line);
      if (isEnough() || stop.isGiven()) {
        return;
      }
      if (!known) {
        pace.await();
      }
      frame = source.next();
    }
  }

  private boolean isEnough() {
    return settings.limit() > 0 && counters.frames() >= settings.limit();
  }

  private void handle(CameraFrame frame, boolean known, EncodingLine line)
      throws InterruptedException {
    if ((frame.number() - 1) % settings.every() != 0) {
      frame.close();
      counters.leftOut();
      return;
    }
    Inspection inspection = inspector.inspect(frame);
    counters.inspected(inspection);
    if (inspection.hasFailed()) {
      log.detectorFailed(settings.names().of(frame.number()), inspection.failure());
    }
    if (known) {
      frame.close();
      counters.known();
    } else {
      line.add(inspection);
    }
  }
}
