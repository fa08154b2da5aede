package dev.visionlog.camera.motion;

import dev.visionlog.camera.detect.DetectorOptions;
import dev.visionlog.camera.detect.DetectorOptionsException;
import java.time.Duration;

/**
 * What is taken for something that moves.
 *
 * @param className what detections are called
 * @param width frames are made this wide before they are looked at, in pixels
 * @param history over how many frames the background is learned
 * @param threshold how far a pixel has to be from the background, squared, in standard deviations
 * @param warmUp so many frames of this detector's first are only learned from
 * @param confirm in so many frames something has to be seen before it is reported
 * @param minArea the smallest thing, as a part of the frame
 * @param gap pieces this near to each other are one thing, as a part of the frame's width; twice as
 *     near above each other
 * @param sceneChange if more than this part of the frame is not background, the light or the camera
 *     has changed, and the background is learned anew
 */
record MotionSettings(
    String className,
    int width,
    int history,
    double threshold,
    int warmUp,
    int confirm,
    double minArea,
    double gap,
    double sceneChange) {

  static MotionSettings of(DetectorOptions options) throws DetectorOptionsException {
    return new MotionSettings(
        options.text("class", "motion"),
        options.count("width", 384, 64, 4096),
        options.count("history", 500, 2, 100_000),
        options.number("threshold", 25, 1, 1000),
        options.count("warm_up", 25, 0, 10_000),
        options.count("confirm", 3, 1, 100),
        options.number("min_area", 0.0008, 0, 1),
        options.number("gap", 0.003, 0, 0.5),
        options.number("scene_change", 0.6, 0.01, 1));
  }

  /** Something that was not seen for longer than this is gone. */
  Duration patience() {
    return Duration.ofMillis(700);
  }
}
