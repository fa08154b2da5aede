package dev.visionlog.camera;

import dev.visionlog.camera.detect.Detector;
import dev.visionlog.camera.detect.Detectors;
import dev.visionlog.camera.resume.Resumption;
import dev.visionlog.camera.resume.StoredFrames;
import dev.visionlog.camera.source.FrameSource;
import dev.visionlog.camera.source.LiveSource;
import dev.visionlog.camera.source.RecordedSource;
import dev.visionlog.camera.worker.CameraLog;
import dev.visionlog.camera.worker.CameraWorker;
import dev.visionlog.camera.worker.StopSignal;
import dev.visionlog.client.ClientListener;
import dev.visionlog.client.ClientStats;
import dev.visionlog.client.FlushResult;
import dev.visionlog.client.Level;
import dev.visionlog.client.VisionlogClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The parts of a worker, put together. For one thread, but for the signal. */
final class RunningCamera implements AutoCloseable {
  /** How long the server may take for the rest of a video. */
  private static final Duration REST = Duration.ofSeconds(60);

  private final Choices choices;
  private final StopSignal stop;
  private final Detectors detectors;
  private final Detector detector;
  private final VisionlogClient client;
  private final CameraLog log;

  /**
   * Does not look for the camera or the server yet.
   *
   * @throws IllegalArgumentException if a setting is wrong
   * @throws Exception if there is no such detector, or it cannot be made
   */
  RunningCamera(Choices choices, CameraOptions options, StopSignal stop) throws Exception {
    this.choices = choices;
    this.stop = stop;
    this.detectors = new Detectors(options.detectorJars);
    this.detector = detectors.create(options.detector, choices.detectorOptions());
    this.client = VisionlogClient.start(choices.client());
    this.log =
        new CameraLog(
            client::log,
            choices.names().cameraId(),
            choices.place().description(),
            System.err,
            Clock.systemUTC());
    client.addListener(new Troubles(log));
  }

  /**
   * Runs until the source ends or the signal is given.
   *
   * @return whether everything is stored or in the spool
   * @throws IOException if the source cannot be opened or read
   */
  boolean run() throws IOException, InterruptedException {
    log.tell(
        Level.INFO,
        "Camera worker started: "
            + choices.place().description()
            + ", run "
            + choices.names().runId(),
        Map.of("run", choices.names().runId(), "model", detector.modelName()));
    try {
      work(storedFrames());
    } catch (IOException failed) {
      log.note(Level.ERROR, "Camera failed: " + failed.getMessage(), Map.of());
      throw failed;
    } catch (InterruptedException stopped) {
      // Before it had begun.
    }
    return bringToSafety();
  }

  private StoredFrames storedFrames() throws InterruptedException {
    if (!choices.resumes()) {
      return StoredFrames.none();
    }
    stop.enter();
    try {
      StoredFrames stored =
          new Resumption(client, choices.names(), news -> log.say(Level.INFO, news)).storedFrames();
      log.tell(
          Level.INFO,
          "Camera worker resumes: the server has " + stored.count() + " frames of this run",
          Map.of("frames", stored.count(), "last_frame", stored.last()));
      return stored;
    } finally {
      stop.leave();
    }
  }

  private void work(StoredFrames stored) throws IOException, InterruptedException {
    Place place = choices.place();
    if (place.isLive()) {
      work(
          new LiveSource(place.opener(), place.timings(), stored.last(), log, Clock.systemUTC()),
          0,
          stored);
    } else {
      RecordedSource source =
          new RecordedSource(place.opener(), place.loop(), log, Clock.systemUTC());
      work(source, source.rate(), stored);
    }
  }

  private void work(FrameSource source, double rate, StoredFrames stored)
      throws IOException, InterruptedException {
    try (source) {
      new CameraWorker(choices.worker(detector, rate), detector, client, log, System.out, stop)
          .run(source, stored);
    }
  }

  private boolean bringToSafety() {
    log.tell(Level.INFO, "Camera worker ended", Map.of("run", choices.names().runId()));
    if (!stop.isGiven()) {
      client.flush(REST);
    }
    FlushResult end = client.closeAndTell();
    ClientStats predictions = client.predictionStats();
    long lost = predictions.rejected() + predictions.droppedTotal();
    log.say(lost == 0 ? Level.INFO : Level.ERROR, describe(predictions, lost));
    return lost == 0 && end.safe();
  }

  private static String describe(ClientStats predictions, long lost) {
    return "Predictions: %,d stored, %,d left in the spool, %,d lost"
        .formatted(predictions.sent(), predictions.bufferedInSpool(), lost);
  }

  @Override
  public void close() throws IOException {
    client.close();
    detector.close();
    detectors.close();
  }

  /** What the client cannot tell the server. */
  private record Troubles(CameraLog log) implements ClientListener {
    @Override
    public void trouble(Trouble trouble) {
      log.say(trouble.over() ? Level.INFO : Level.WARNING, trouble.text());
    }
  }
}
