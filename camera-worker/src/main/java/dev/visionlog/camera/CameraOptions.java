package dev.visionlog.camera;

import dev.visionlog.camera.worker.ImageChoice;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What can be chosen on the command line, and by variables; as it is written there. */
final class CameraOptions {
  @ArgGroup(multiplicity = "1")
  Source source = new Source();

  /** Where frames come from: one of these. */
  static final class Source {
    @Option(names = "--video", description = "A video file.")
    @Nullable Path video;

    @Option(names = "--device", description = "A camera at this machine, by its number from 0.")
    @Nullable Integer device;

    @Option(
        names = {"--rtsp", "--stream"},
        description =
            "A camera in the network: a URL with rtsp, http and the like. With a password in it,"
                + " better write - and set VISIONLOG_CAMERA_STREAM: other users can see command"
                + " lines.")
    @Nullable String stream;

    @Option(
        names = "--demo",
        description = "A drawn scene: parcels on a conveyor, some of them too large.")
    boolean demo;
  }

  @Option(
      names = "--camera-id",
      defaultValue = "${env:VISIONLOG_CAMERA_ID}",
      description = "The camera's id on the server, 0 or greater. For --demo: 1.")
  @Nullable Long cameraId;

  @Option(
      names = {"-s", "--server"},
      defaultValue = "${env:VISIONLOG_SERVER}",
      description =
          "The gRPC server, host:port or https://host:port. Else the client's own settings count:"
              + " localhost:50051.")
  @Nullable String server;

  @Option(names = "--device-id", description = "What predictions say of this machine: its name.")
  @Nullable String deviceId;

  @Option(
      names = "--fps",
      description =
          "At most so many frames a second are read; 0 for all.%n"
              + "Else as many as a video says it has, and all of a camera's.")
  @Nullable Double fps;

  @Option(
      names = "--every",
      defaultValue = "1",
      description = "Look only at each so-manieth of them.")
  int every;

  @Option(names = "--limit", defaultValue = "0", description = "End after so many; 0 for never.")
  long limit;

  @Option(names = "--loop", description = "Begin a video again at its end.")
  boolean loop;

  @Option(
      names = "--stall-timeout",
      defaultValue = "10",
      description = "A camera that sends nothing for so many seconds is connected anew.")
  double stallSeconds;

  @Option(names = "--detector", defaultValue = "motion", description = "The detector's name.")
  String detector = "";

  @Option(
      names = {"-o", "--option"},
      description = "An option of the detector, key=value; as often as needed.")
  Map<String, String> detectorOptions = new LinkedHashMap<>();

  @Option(
      names = "--detector-jar",
      description = "A jar with detectors, or one that they need; as often as needed.")
  List<Path> detectorJars = List.of();

  @Option(names = "--model-name", description = "In place of what the detector says.")
  @Nullable String modelName;

  @Option(names = "--model-version", description = "In place of what the detector says.")
  @Nullable String modelVersion;

  @Option(names = "--model-stage", description = "Production, Staging, Development …")
  @Nullable String modelStage;

  @Option(
      names = "--images",
      defaultValue = "ALL",
      description = "Of which frames the picture is sent: ${COMPLETION-CANDIDATES}.")
  ImageChoice images = ImageChoice.ALL;

  @Option(names = "--quality", defaultValue = "90", description = "Of JPEGs, 1 to 100.")
  int quality;

  @Option(
      names = "--encoders",
      defaultValue = "2",
      description = "How many threads make JPEGs, 1 to 64.")
  int encoders;

  @Option(
      names = "--run-id",
      description =
          "Part of the frames' names. Else the time of the start, which no other run has.")
  @Nullable String runId;

  @Option(
      names = "--resume",
      description =
          "Go on with the run that --run-id names: what the server has of it is not sent again.")
  boolean resume;

  @Option(
      names = "--spool",
      description = "A folder for what cannot be sent. Else it is lost with the process.")
  @Nullable Path spool;

  @Option(
      names = "--batch-age",
      defaultValue = "0.5",
      description = "For how many seconds a prediction waits for others to be sent with.")
  double batchSeconds;

  @Option(
      names = "--stats-every",
      defaultValue = "5",
      description = "Print statistics every so many seconds.")
  double statsSeconds;

  @Option(names = "--seed", defaultValue = "7", description = "For --demo: another scene.")
  long seed;

  @Option(
      names = "--until-input-ends",
      hidden = true,
      description =
          "Stop when standard input ends: when the process that started this one is gone.")
  boolean untilInputEnds;
}
