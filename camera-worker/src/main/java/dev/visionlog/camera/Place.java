package dev.visionlog.camera;

import dev.visionlog.camera.demo.DemoStream;
import dev.visionlog.camera.source.DeviceStream;
import dev.visionlog.camera.source.LiveTimings;
import dev.visionlog.camera.source.StreamAddress;
import dev.visionlog.camera.source.StreamOpener;
import dev.visionlog.camera.source.VideoFile;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where frames come from, as chosen.
 *
 * @param description for people, without secrets
 * @param kind which of the four
 */
record Place(
    String description, Kind kind, boolean loop, LiveTimings timings, StreamOpener opener) {
  private static final int LAST_DEVICE = 1000;

  private enum Kind {
    VIDEO,
    DRAWN,
    LIVE
  }

  static Place of(CameraOptions options) {
    Duration stall = Choices.duration(options.stallSeconds);
    CameraOptions.Source source = options.source;
    LiveTimings timings = LiveTimings.ofStall(stall);
    if (source.video != null) {
      Path file = source.video;
      return new Place(
          file.toString(), Kind.VIDEO, options.loop, timings, () -> VideoFile.open(file));
    }
    if (source.device != null) {
      int number = source.device;
      Choices.check("--device", number, 0, LAST_DEVICE);
      return new Place(
          "device " + number, Kind.LIVE, false, timings, () -> DeviceStream.open(number));
    }
    if (source.stream != null) {
      StreamAddress address = address(source.stream);
      return new Place(address.toString(), Kind.LIVE, false, timings, address.opener(stall));
    }
    long seed = options.seed;
    return new Place("demo", Kind.DRAWN, false, timings, () -> new DemoStream(seed));
  }

  /** A dash stands for the variable, which nobody else can see. */
  private static StreamAddress address(String given) {
    if (!given.equals("-")) {
      return StreamAddress.parse(given);
    }
    String variable = System.getenv("VISIONLOG_CAMERA_STREAM");
    if (variable == null) {
      throw new IllegalArgumentException("VISIONLOG_CAMERA_STREAM is not set");
    }
    return StreamAddress.parse(variable);
  }

  /** Whether frames come whether somebody takes them or not. */
  boolean isLive() {
    return kind == Kind.LIVE;
  }

  boolean isVideo() {
    return kind == Kind.VIDEO;
  }

  boolean isDrawn() {
    return kind == Kind.DRAWN;
  }
}
