package dev.visionlog.bridge.http;

/** Carries an error to where it is answered. */
public final class HttpErrorException extends RuntimeException {
  private final transient HttpError error;

  HttpErrorException(HttpError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  public HttpError error() {
    return error;
  }
}
