package dev.visionlog.server.service;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.visionlog.server.export.ExportSpoolException;
import dev.visionlog.server.filter.FilterException;
import dev.visionlog.server.image.ImageStoreException;
import dev.visionlog.server.store.SearchTooLongException;
import dev.visionlog.server.store.StoreUnavailableException;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every error that a caller can get, and the one place where exceptions become statuses. */
final class ApiErrors {
  private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);
  private static final String DOMAIN = "visionlog.dev";
  private static final int RETRY_SECONDS = 1;

  private ApiErrors() {}

  /** A field of a request is wrong. The description says what was given and what is allowed. */
  static StatusRuntimeException badField(String field, String description) {
    return StatusProto.toStatusRuntimeException(badFieldStatus(field, description));
  }

  static Status badFieldStatus(String field, String description) {
    return status(
        Code.INVALID_ARGUMENT,
        field + ": " + description,
        info("INVALID_FIELD", "field", field),
        BadRequest.newBuilder().addFieldViolations(violation(field, description)).build());
  }

  static BadRequest.FieldViolation violation(String field, String description) {
    return BadRequest.FieldViolation.newBuilder()
        .setField(field)
        .setDescription(description)
        .build();
  }

  static StatusRuntimeException badFields(String message, BadRequest violations) {
    return StatusProto.toStatusRuntimeException(
        status(Code.INVALID_ARGUMENT, message, info("INVALID_FIELD", "", ""), violations));
  }

  /**
   * The bytes of a request are not the message that they should be.
   *
   * @param why what gRPC calls it
   */
  static StatusRuntimeException unreadable(Code why) {
    return badField(
        "request",
        why == Code.RESOURCE_EXHAUSTED
            ? "is larger than the server allows once it is decompressed"
            : "cannot be read; its bytes are not a message of the type that this call takes");
  }

  static StatusRuntimeException notFound(String what, Object id) {
    return StatusProto.toStatusRuntimeException(
        status(
            Code.NOT_FOUND,
            what + " with ID " + id + " not found",
            info("NOT_FOUND", "id", String.valueOf(id))));
  }

  static StatusRuntimeException alreadyExists(String what, Object id) {
    return StatusProto.toStatusRuntimeException(
        status(
            Code.ALREADY_EXISTS,
            what + " with ID " + id + " already exists",
            info("ALREADY_EXISTS", "id", String.valueOf(id))));
  }

  static StatusRuntimeException aborted(String message) {
    return StatusProto.toStatusRuntimeException(
        status(Code.ABORTED, message, info("CONCURRENT_CHANGE", "", "")));
  }

  static StatusRuntimeException storeAway() {
    return retry(Code.UNAVAILABLE, "STORE_UNAVAILABLE", "The database is not available; try again");
  }

  static StatusRuntimeException searchTooLong() {
    return StatusProto.toStatusRuntimeException(
        status(
            Code.DEADLINE_EXCEEDED,
            "The search took too long; ask for a shorter period or a smaller page",
            info("SEARCH_TOO_LONG", "", "")));
  }

  static StatusRuntimeException shuttingDown() {
    return retry(Code.UNAVAILABLE, "SHUTTING_DOWN", "The server is shutting down; try again");
  }

  /** For one entry of a batch. */
  static Status unavailableStatus(String reason, String message) {
    return status(Code.UNAVAILABLE, message, info(reason, "", ""));
  }

  /** Something is there that has no image. */
  static StatusRuntimeException noImage(long id, String reason) {
    return StatusProto.toStatusRuntimeException(
        status(
            Code.NOT_FOUND,
            "Prediction with ID " + id + " has no image" + (reason.isEmpty() ? "" : ": " + reason),
            info("NO_IMAGE", "id", String.valueOf(id))));
  }

  static StatusRuntimeException imagesAway(String message) {
    return retry(Code.UNAVAILABLE, "IMAGES_UNAVAILABLE", message);
  }

  static StatusRuntimeException overloaded(String reason, String message) {
    return retry(Code.RESOURCE_EXHAUSTED, reason, message);
  }

  private static StatusRuntimeException retry(Code code, String reason, String message) {
    RetryInfo retry =
        RetryInfo.newBuilder()
            .setRetryDelay(Duration.newBuilder().setSeconds(RETRY_SECONDS))
            .build();
    return StatusProto.toStatusRuntimeException(status(code, message, info(reason, "", ""), retry));
  }

  /** What a caller learns of an exception: never SQL, never a stack trace. */
  static StatusRuntimeException of(Throwable error) {
    if (error instanceof StatusRuntimeException status) {
      return status;
    }
    if (error instanceof FilterException filter) {
      return badField("filter", String.valueOf(filter.getMessage()));
    }
    if (error instanceof StoreUnavailableException) {
      LOG.debug("The store is away", error);
      return storeAway();
    }
    if (error instanceof SearchTooLongException) {
      return searchTooLong();
    }
    if (error instanceof ExportSpoolException) {
      LOG.error("An export could not use its temporary file", error);
      return overloaded("NO_DISK_SPACE", "The server has no room for the export's temporary file");
    }
    if (error instanceof ImageStoreException images) {
      LOG.warn("The image store failed", images);
      return imagesAway(String.valueOf(images.getMessage()));
    }
    LOG.error("A call failed", error);
    return StatusProto.toStatusRuntimeException(
        status(
            Code.INTERNAL,
            "Internal error; the server's log has the details",
            info("INTERNAL", "", "")));
  }

  private static ErrorInfo info(String reason, String key, String value) {
    ErrorInfo.Builder info = ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(reason);
    if (!key.isEmpty()) {
      info.putMetadata(key, value);
    }
    return info.build();
  }

  private static Status status(Code code, String message, Message... details) {
    Status.Builder status = Status.newBuilder().setCode(code.value()).setMessage(message);
    for (Message detail : details) {
      status.addDetails(Any.pack(detail));
    }
    return status.build();
  }
}
