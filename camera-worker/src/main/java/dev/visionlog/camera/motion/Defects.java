package dev.visionlog.camera.motion;

import dev.visionlog.camera.detect.DetectorOptions;
import dev.visionlog.camera.detect.DetectorOptionsException;
import dev.visionlog.camera.frame.Box;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which moving things are defects: what people say is too large, too fast or in a place where
 * nothing should be. Nothing is, unless they say so.
 *
 * @param largest area, as a part of the frame; more is {@code too_large}
 * @param fastest in frame widths a second; more is {@code too_fast}
 * @param zone of the frame, each side from 0 to 1; what has its middle in there is {@code in_zone}
 */
record Defects(double largest, double fastest, @Nullable Box zone) {
  static Defects of(DetectorOptions options) throws DetectorOptionsException {
    String zone = options.find("defect_zone");
    return new Defects(
        options.number("defect_area", Double.POSITIVE_INFINITY, 0, 1),
        options.number("defect_speed", Double.POSITIVE_INFINITY, 0, 1000),
        zone == null ? null : zone(zone));
  }

  private static Box zone(String text) throws DetectorOptionsException {
    try {
      String[] sides = text.split(",", -1);
      if (sides.length == 4) {
        Box zone = new Box(side(sides[0]), side(sides[1]), side(sides[2]), side(sides[3]));
        return zone;
      }
    } catch (IllegalArgumentException noBox) {
      // Refused below.
    }
    throw DetectorOptions.refused(
        "defect_zone", text, "left,top,right,bottom, each a part of the frame from 0 to 1");
  }

  private static double side(String text) {
    double side = Double.parseDouble(text.strip());
    if (!(side >= 0 && side <= 1)) {
      throw new IllegalArgumentException(text);
    }
    return side;
  }

  /** What is wrong with it, if anything. */
  Optional<String> of(Track track, int width, int height) {
    Box box = track.blob().box();
    if (box.area() > largest * width * height) {
      return Optional.of("too_large");
    }
    if (track.speed() > fastest * width) {
      return Optional.of("too_fast");
    }
    return isInZone(box, width, height) ? Optional.of("in_zone") : Optional.empty();
  }

  private boolean isInZone(Box box, int width, int height) {
    return zone != null && zone.contains(box.centreX() / width, box.centreY() / height);
  }
}
