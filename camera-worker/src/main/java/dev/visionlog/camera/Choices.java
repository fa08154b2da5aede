package dev.visionlog.camera;

import dev.visionlog.camera.detect.Detector;
import dev.visionlog.camera.detect.DetectorOptions;
import dev.visionlog.camera.frame.FrameNames;
import dev.visionlog.camera.worker.WorkerSettings;
import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.Prediction;
import dev.visionlog.client.WhenFull;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the options mean, checked. What is wrong is an {@link IllegalArgumentException}. */
final class Choices {
  private static final DateTimeFormatter RUN =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A parcel that covers more than this part of the frame is too large. */
  private static final Map<String, String> DEMO_DETECTOR = Map.of("defect_area", "0.045");

  private static final long DEMO_CAMERA = 1;

  /** A video can wait for the server, a camera cannot. */
  private static final Duration VIDEO_WAITS = Duration.ofHours(1);

  private final CameraOptions options;
  private final Place place;
  private final FrameNames names;

  Choices(CameraOptions options) {
    this.options = options;
    checkNumbers();
    this.place = Place.of(options);
    this.names = new FrameNames(cameraId(), runId());
  }

  private void checkNumbers() {
    check("--fps", options.fps == null ? 0 : options.fps, 0, 1000);
    check("--every", options.every, 1, 1_000_000);
    check("--limit", (double) options.limit, 0, Integer.MAX_VALUE);
    check("--quality", options.quality, 1, 100);
    check("--encoders", options.encoders, 1, 64);
    check("--stall-timeout", options.stallSeconds, 0.1, 3600);
    check("--batch-age", options.batchSeconds, 0, 3600);
    check("--stats-every", options.statsSeconds, 0.1, 86_400);
  }

  static void check(String option, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "Invalid %s %s. Must be from %s to %s"
              .formatted(option, plain(value), plain(least), plain(most)));
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private long cameraId() {
    Long id = options.cameraId;
    if (id == null && place.isDrawn()) {
      return DEMO_CAMERA;
    }
    if (id == null) {
      throw new IllegalArgumentException("--camera-id is missing: the camera's id on the server");
    }
    if (id < 0) {
      throw new IllegalArgumentException("Invalid --camera-id " + id + ". Must be 0 or greater");
    }
    return id;
  }

  private String runId() {
    if (options.runId != null) {
      return options.runId;
    }
    if (options.resume) {
      throw new IllegalArgumentException("--resume needs --run-id: which run to go on with");
    }
    return RUN.format(Instant.now());
  }

  Place place() {
    return place;
  }

  FrameNames names() {
    return names;
  }

  boolean resumes() {
    return options.resume;
  }

  /** What the client is told; all else comes from its own properties, variables and file. */
  ClientSettings client() {
    ClientSettings.Builder builder =
        ClientSettings.builder()
            .source("camera." + names.cameraId())
            .predictionBatchAge(duration(options.batchSeconds))
            .shutdownHook(false);
    if (options.server != null) {
      builder.endpoint(options.server);
    }
    if (options.deviceId != null) {
      builder.name(options.deviceId);
    }
    if (options.spool != null) {
      builder.spool(options.spool);
    }
    if (place.isVideo()) {
      builder.whenFull(WhenFull.BLOCK).blockTimeout(VIDEO_WAITS);
    }
    return builder.build();
  }

  DetectorOptions detectorOptions() {
    Map<String, String> chosen = new LinkedHashMap<>();
    if (place.isDrawn() && options.detector.equals("motion")) {
      chosen.putAll(DEMO_DETECTOR);
    }
    chosen.putAll(options.detectorOptions);
    return new DetectorOptions(chosen);
  }

  /**
   * What the worker is told.
   *
   * @param rate of the video; 0 for cameras, and for videos that do not say
   */
  WorkerSettings worker(Detector detector, double rate) {
    return new WorkerSettings(
        names,
        options.fps == null ? rate : options.fps,
        options.every,
        options.limit,
        model(detector),
        options.images,
        options.quality,
        options.encoders,
        duration(options.statsSeconds));
  }

  private Prediction.Model model(Detector detector) {
    return new Prediction.Model(
        either(options.modelName, detector.modelName()),
        either(options.modelVersion, detector.modelVersion()),
        options.modelStage);
  }

  private static String either(@Nullable String chosen, String otherwise) {
    return chosen == null ? otherwise : chosen;
  }

  static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
