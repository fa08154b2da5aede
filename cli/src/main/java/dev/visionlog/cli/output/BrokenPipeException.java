package dev.visionlog.cli.output;

/**
 * The reader of our output has gone, as `head` does. Not an error: there is nobody left to write
 * for.
 */
public final class BrokenPipeException extends RuntimeException {
  BrokenPipeException(Throwable cause) {
    super(cause);
  }
}
