package dev.visionlog.cli.importing;

/** A line that cannot become an entry; the message says why. */
final class BadLineException extends Exception {
  BadLineException(String message) {
    super(message, null, false, false);
  }
}
