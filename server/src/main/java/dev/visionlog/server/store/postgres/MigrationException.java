package dev.visionlog.server.store.postgres;

/** The database's schema cannot be brought to where it should be; the message is for people. */
public final class MigrationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MigrationException(String message) {
    super(message);
  }

  MigrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
