package dev.visionlog.bridge.http;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.linecorp.armeria.common.HttpStatus;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an error of the server means over HTTP. */
public final class GrpcErrors {
  private static final int CLIENT_CLOSED_REQUEST = 499;

  /** Fields of the contract that have another name over HTTP. */
  private static final Map<String, String> NAMES =
      Map.of("start", "start_date", "end", "end_date", "page_size", "limit");

  private static final Pattern WHOLE = Pattern.compile("^(settings|camera)\\.");

  /** When a server that cannot be reached may be back. */
  private static final long RETRY_SECONDS = 2;

  private GrpcErrors() {}

  /** The same error for HTTP. */
  public static HttpError of(Throwable error) {
    Status status = status(error);
    com.google.rpc.Status details = StatusProto.fromThrowable(error);
    boolean byServer = details != null && details.getDetailsCount() > 0;
    HttpError plain =
        new HttpError(
            httpStatus(status.getCode()),
            message(status, byServer),
            status.getCode().name(),
            List.of(),
            retryAfterSeconds(status));
    return details == null ? plain : withDetails(plain, details);
  }

  /** To gRPC it is UNKNOWN when a connection ends while a call is being sent over it. */
  private static Status status(Throwable error) {
    Status status = Status.fromThrowable(error);
    boolean closed =
        status.getCode() == Status.Code.UNKNOWN
            && status.getCause() instanceof ClosedChannelException;
    return closed ? Status.UNAVAILABLE : status;
  }

  private static Optional<Long> retryAfterSeconds(Status status) {
    return status.getCode() == Status.Code.UNAVAILABLE
        ? Optional.of(RETRY_SECONDS)
        : Optional.empty();
  }

  /**
   * @param byServer whether the server has written it: its words are for people, gRPC's own are
   *     about sockets
   */
  private static String message(Status status, boolean byServer) {
    return switch (status.getCode()) {
      case UNAVAILABLE ->
          byServer
              ? orElse(status, "The server is not available; try again")
              : "The Visionlog server cannot be reached; try again";
      case RESOURCE_EXHAUSTED ->
          byServer
              ? orElse(status, "The server is busy; try again")
              : "Too much at once; ask for less, or try again later";
      case CANCELLED -> "The request was cancelled";
      case DEADLINE_EXCEEDED -> "The server did not answer in time";
      case UNAUTHENTICATED -> orElse(status, "A valid key is needed");
      case PERMISSION_DENIED -> orElse(status, "This key may not do that");
      case UNKNOWN, INTERNAL -> "Internal error; the server's log has the details";
      default -> orElse(status, status.getCode().name());
    };
  }

  private static String orElse(Status status, String text) {
    String description = status.getDescription();
    return description == null ? text : description;
  }

  /** As in google/rpc/code.proto. */
  static HttpStatus httpStatus(Status.Code code) {
    return switch (code) {
      case OK -> HttpStatus.OK;
      case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> HttpStatus.BAD_REQUEST;
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
      case PERMISSION_DENIED -> HttpStatus.FORBIDDEN;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case ABORTED, ALREADY_EXISTS -> HttpStatus.CONFLICT;
      case RESOURCE_EXHAUSTED -> HttpStatus.TOO_MANY_REQUESTS;
      case CANCELLED -> HttpStatus.valueOf(CLIENT_CLOSED_REQUEST);
      case UNIMPLEMENTED -> HttpStatus.NOT_IMPLEMENTED;
      case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
      case DEADLINE_EXCEEDED -> HttpStatus.GATEWAY_TIMEOUT;
      case UNKNOWN, INTERNAL, DATA_LOSS -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }

  private static HttpError withDetails(HttpError plain, com.google.rpc.Status status) {
    String reason = plain.reason();
    List<HttpError.Field> fields = new ArrayList<>();
    Optional<Long> retry = plain.retryAfterSeconds();
    try {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          reason = detail.unpack(ErrorInfo.class).getReason();
        } else if (detail.is(BadRequest.class)) {
          fields.addAll(fields(detail.unpack(BadRequest.class)));
        } else if (detail.is(RetryInfo.class)) {
          retry = Optional.of(seconds(detail.unpack(RetryInfo.class)));
        }
      }
    } catch (InvalidProtocolBufferException broken) {
      return plain; // Its message says enough.
    }
    return new HttpError(plain.status(), renamed(plain.message()), reason, fields, retry);
  }

  private static List<HttpError.Field> fields(BadRequest bad) {
    return bad.getFieldViolationsList().stream()
        .map(each -> new HttpError.Field(name(each.getField()), each.getDescription()))
        .toList();
  }

  /** The server begins a message with the name of the field, if there is one. */
  private static String renamed(String message) {
    int colon = message.indexOf(": ");
    return colon < 0 ? message : name(message.substring(0, colon)) + message.substring(colon);
  }

  private static String name(String field) {
    return NAMES.getOrDefault(field, WHOLE.matcher(field).replaceFirst(""));
  }

  private static long seconds(RetryInfo retry) {
    return Math.max(1, retry.getRetryDelay().getSeconds());
  }
}
