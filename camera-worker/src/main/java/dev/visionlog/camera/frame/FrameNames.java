package dev.visionlog.camera.frame;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * The image ids of one run: {@code camera-3/night-7/frame-000123}. The same frame of the same run
 * always has the same.
 *
 * @param runId at most 64 letters, digits, dots, dashes and underscores
 */
public record FrameNames(long cameraId, String runId) {
  private static final String RUN_ID = "[A-Za-z0-9._-]{1,64}";

  public FrameNames {
    if (!runId.matches(RUN_ID)) {
      throw new IllegalArgumentException(
          "Invalid run id '"
              + runId
              + "'. Must be 1 to 64 letters, digits, dots, dashes and underscores");
    }
  }

  /** The name of a frame. */
  public String of(long frame) {
    return prefix() + String.format(Locale.ROOT, "%06d", frame);
  }

  /** The frame with this name; empty if it is none of this run. */
  public OptionalLong frameOf(String imageId) {
    String prefix = prefix();
    if (!imageId.startsWith(prefix)) {
      return OptionalLong.empty();
    }
    String number = imageId.substring(prefix.length());
    return number.matches("\\d{6,18}")
        ? OptionalLong.of(Long.parseLong(number))
        : OptionalLong.empty();
  }

  private String prefix() {
    return "camera-" + cameraId + "/" + runId + "/frame-";
  }
}
