package dev.visionlog.camera.detect;

import dev.visionlog.client.Detection;
import java.util.List;

/**
 * What a detector says about one frame.
 *
 * @param detections what it found, with boxes in pixels of the frame; often nothing
 * @param defectType what is wrong, such as {@code scratch}, at most 100 characters; empty if
 *     nothing is
 * @param notes for people; may be empty
 */
public record Finding(List<Detection> detections, String defectType, String notes) {
  private static final Finding NOTHING = new Finding(List.of(), "", "");
  private static final int MAX_TYPE = 100;

  public Finding {
    detections = List.copyOf(detections);
    if (defectType.length() > MAX_TYPE) {
      throw new IllegalArgumentException(
          "Invalid defect type of " + defectType.length() + " characters. Must have 100 at most");
    }
  }

  /** Nothing found, nothing wrong. */
  public static Finding nothing() {
    return NOTHING;
  }

  /** Found, and nothing wrong with it. */
  public static Finding of(List<Detection> detections) {
    return new Finding(detections, "", "");
  }

  public Finding withDefect(String type) {
    return new Finding(detections, type, notes);
  }

  public Finding withNotes(String text) {
    return new Finding(detections, defectType, text);
  }

  public boolean isDefect() {
    return !defectType.isEmpty();
  }
}
