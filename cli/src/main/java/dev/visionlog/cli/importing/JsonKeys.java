package dev.visionlog.cli.importing;

/** Under which keys the fields of an entry are found. */
public record JsonKeys(
    String time, String level, String message, String camera, String source, String logger) {
  /** The names in our own exports. */
  public static final JsonKeys OWN =
      new JsonKeys("time", "level", "message", "camera_id", "source", "logger_name");
}
