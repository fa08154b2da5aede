package dev.visionlog.cli.importing;

/** Where something was read, for people to look it up. */
public record Origin(String file, long line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
