package dev.visionlog.camera.worker;

/** Of which frames the picture is sent with the prediction. */
public enum ImageChoice {
  /** Of all. */
  ALL,
  /** Of those on which something was found, defects included. */
  DETECTIONS,
  /** Of those with a defect, and of those on which the detector failed. */
  DEFECTS,
  /** Of none. */
  NONE;

  boolean wants(Inspection inspection) {
    boolean wrong = inspection.finding().isDefect() || inspection.hasFailed();
    return switch (this) {
      case ALL -> true;
      case DETECTIONS -> wrong || !inspection.finding().detections().isEmpty();
      case DEFECTS -> wrong;
      case NONE -> false;
    };
  }
}
