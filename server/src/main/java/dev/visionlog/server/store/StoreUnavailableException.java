package dev.visionlog.server.store;

/**
 * The store cannot be reached, or cannot take more: try again later. Nothing is wrong with the
 * data.
 */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
