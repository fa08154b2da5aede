package dev.visionlog.server.store;

/** A search was given up because it took longer than it may. A narrower one may succeed. */
public final class SearchTooLongException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SearchTooLongException(Throwable cause) {
    super("The search took too long", cause);
  }
}
