package dev.visionlog.server.config;

/** A text that is never printed. */
public record Secret(String reveal) {
  /** What stands for any secret. */
  static final String MASK = "***";

  @Override
  public String toString() {
    return MASK;
  }
}
