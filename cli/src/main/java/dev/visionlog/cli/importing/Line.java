package dev.visionlog.cli.importing;

/** A line of a file, numbered from 1, without its line break. */
public record Line(Origin origin, String text, boolean cut) {
  boolean isBlank() {
    return text.isBlank();
  }
}
