package dev.visionlog.bridge.live;

/** Ends a stream whose browser has taken nothing for long. It can resume where it was. */
final class StalledBrowserException extends RuntimeException {
  StalledBrowserException() {
    super("The browser has not read for too long", null, false, false);
  }
}
