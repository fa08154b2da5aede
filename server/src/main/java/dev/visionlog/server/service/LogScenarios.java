package dev.visionlog.server.service;

import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.LogScenario;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Makes up entries as a camera system writes them, with the levels about as often as in life. */
final class LogScenarios {
  private static final List<String> LENSES = List.of("dirt", "glare", "fog", "vibration");
  private static final List<String> PATHS =
      List.of("/api/logs", "/api/cameras", "/api/settings", "/api/predictions", "/health");
  private static final List<String> JOBS =
      List.of("thumbnail", "timelapse", "cleanup", "upload", "overlay");
  private static final List<String> DEFECTS = List.of("scratch", "dent", "crack", "stain");

  private final RandomGenerator random;
  private final List<LogScenario> scenarios;
  private final int cameras;

  /**
   * @param cameras how many take part; their ids start at 1
   */
  LogScenarios(RandomGenerator random, List<LogScenario> scenarios, int cameras) {
    this.random = random;
    this.scenarios = List.copyOf(scenarios);
    this.cameras = cameras;
  }

  LogEntry next() {
    return switch (scenarios.get(random.nextInt(scenarios.size()))) {
      case LOG_SCENARIO_SYSTEM -> system();
      case LOG_SCENARIO_WORKER -> worker();
      case LOG_SCENARIO_API -> api();
      case LOG_SCENARIO_CAMERA, LOG_SCENARIO_UNSPECIFIED, UNRECOGNIZED -> camera();
    };
  }

  private LogEntry system() {
    int free = random.nextInt(12, 80);
    int low = free / 8;
    return switch (pick(60, 25, 10, 4)) {
      case 0 ->
          entry(
              "system",
              "app.Scheduler",
              LogLevel.INFO,
              "Scheduler tick: " + random.nextInt(1, 40) + " jobs due",
              "jobs_due",
              random.nextInt(1, 40));
      case 1 ->
          entry(
              "system",
              "app.Health",
              LogLevel.DEBUG,
              "Disk: " + free + " % free",
              "free_percent",
              free);
      case 2 ->
          entry(
              "system",
              "app.Settings",
              LogLevel.SUCCESS,
              "Settings loaded",
              "revision",
              random.nextInt(1, 100));
      case 3 ->
          entry(
              "system",
              "app.Health",
              LogLevel.WARNING,
              "Disk is getting full: " + low + " % free",
              "free_percent",
              low);
      default ->
          entry(
              "system",
              "app.Main",
              LogLevel.CRITICAL,
              "Out of disk space, recording is paused",
              "free_percent",
              0);
    };
  }

  private LogEntry worker() {
    String job = any(JOBS);
    int millis = random.nextInt(20, 4_000);
    return switch (pick(55, 25, 12, 7)) {
      case 0 ->
          entry(
              "worker",
              "worker.Jobs",
              LogLevel.INFO,
              "Job " + job + " done in " + millis + " ms",
              "duration_ms",
              millis);
      case 1 ->
          entry(
              "worker",
              "worker.Queue",
              LogLevel.DEBUG,
              "Took job " + job + " from the queue",
              "queue_length",
              random.nextInt(30));
      case 2 ->
          entry(
              "worker",
              "worker.Jobs",
              LogLevel.SUCCESS,
              "All frames of the " + job + " are there",
              "frames",
              random.nextInt(10, 900));
      case 3 ->
          entry(
              "worker",
              "worker.Jobs",
              LogLevel.WARNING,
              "Job " + job + " is slow: " + millis * 4 + " ms",
              "duration_ms",
              millis * 4);
      default ->
          entry(
              "worker",
              "worker.Jobs",
              LogLevel.ERROR,
              "Job "
                  + job
                  + " failed\njava.io.IOException: No space left on device\n\tat worker.Jobs.run(Jobs.java:84)",
              "retry_count",
              random.nextInt(1, 5));
    };
  }

  private LogEntry api() {
    String path = any(PATHS);
    int millis = random.nextInt(1, 300);
    return switch (pick(80, 10, 6)) {
      case 0 ->
          entry(
              "api",
              "api.Access",
              LogLevel.INFO,
              "GET " + path + " 200 in " + millis + " ms",
              "status",
              200);
      case 1 -> entry("api", "api.Access", LogLevel.DEBUG, "Cache miss for " + path, "status", 200);
      case 2 ->
          entry(
              "api",
              "api.Access",
              LogLevel.WARNING,
              "GET " + path + "/9999 404 in " + millis + " ms",
              "status",
              404);
      default ->
          entry(
              "api",
              "api.Access",
              LogLevel.ERROR,
              "POST " + path + " 500 in " + millis + " ms",
              "status",
              500);
    };
  }

  private LogEntry camera() {
    long id = random.nextInt(1, cameras + 1);
    String address = "rtsp://10.0.0." + id % 250 + "/stream1";
    double score = Math.round(random.nextDouble() * 1_000) / 1_000.0;
    LogEntry entry =
        switch (pick(45, 30, 8, 10, 6)) {
          case 0 ->
              entry(
                  "camera_" + id,
                  "camera.Capture",
                  LogLevel.INFO,
                  "Image captured",
                  "bytes",
                  random.nextInt(40_000, 400_000));
          case 1 ->
              entry(
                  "camera_" + id,
                  "camera.Detector",
                  LogLevel.DEBUG,
                  "No defect, score " + score,
                  "score",
                  score);
          case 2 ->
              entry(
                  "camera_" + id,
                  "camera.Stream",
                  LogLevel.SUCCESS,
                  "Connected to " + address,
                  "attempts",
                  random.nextInt(1, 4));
          case 3 ->
              entry(
                  "camera_" + id,
                  "camera.Detector",
                  LogLevel.WARNING,
                  "Possible " + any(DEFECTS) + ", score " + score,
                  "score",
                  score);
          case 4 ->
              entry(
                  "camera_" + id,
                  "camera.Stream",
                  LogLevel.ERROR,
                  "Connection timeout after 30 seconds: " + address,
                  "retry_count",
                  random.nextInt(1, 6));
          default ->
              entry(
                  "camera_" + id,
                  "camera.Lens",
                  LogLevel.WARNING,
                  "The picture suffers from " + any(LENSES),
                  "sharpness",
                  score);
        };
    return entry.toBuilder().setCameraId(id).build();
  }

  /**
   * One of the cases, as often as its share of a hundred says; the number of shares for what is
   * left.
   */
  private int pick(int... shares) {
    int hit = random.nextInt(100);
    for (int i = 0; i < shares.length; i++) {
      hit -= shares[i];
      if (hit < 0) {
        return i;
      }
    }
    return shares.length;
  }

  private String any(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private LogEntry entry(
      String source, String logger, LogLevel level, String message, String key, Number value) {
    return LogEntry.newBuilder()
        .setSource(source)
        .setLoggerName(logger)
        .setLevel(level)
        .setMessage(message)
        .setExtraJson(
            String.format(
                Locale.ROOT, "{\"%s\":%s,\"trace_id\":\"%016x\"}", key, value, random.nextLong()))
        .build();
  }
}
