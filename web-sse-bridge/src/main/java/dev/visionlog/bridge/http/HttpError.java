package dev.visionlog.bridge.http;

import com.linecorp.armeria.common.HttpStatus;
import java.util.List;
import java.util.Optional;

/**
 * An answer that is not the one that was asked for.
 *
 * @param message for people: names the field, what was given and what is allowed
 * @param reason for programs: the server's reason, such as {@code INVALID_FIELD}, or the name of
 *     the gRPC code
 * @param fields what is wrong with which field of the request
 * @param retryAfterSeconds when it may work
 */
public record HttpError(
    HttpStatus status,
    String message,
    String reason,
    List<Field> fields,
    Optional<Long> retryAfterSeconds) {

  /** What is wrong with one field. */
  public record Field(String field, String description) {}

  public HttpError {
    fields = List.copyOf(fields);
  }

  /** A parameter or a field of the body is wrong. */
  public static HttpError badField(String field, String message) {
    return new HttpError(
        HttpStatus.BAD_REQUEST,
        message,
        "INVALID_FIELD",
        List.of(new Field(field, message)),
        Optional.empty());
  }

  /** Refused for another reason. */
  public static HttpError of(HttpStatus status, String reason, String message) {
    return new HttpError(status, message, reason, List.of(), Optional.empty());
  }

  public HttpErrorException exception() {
    return new HttpErrorException(this);
  }
}
