package dev.visionlog.cli.connection;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a failed call means: a line for people, a code for scripts, whether and when to try again.
 */
public final class RpcErrors {
  private RpcErrors() {}

  /** Whether the same call may work a little later. */
  public static boolean isRetryable(Throwable error) {
    return switch (status(error).getCode()) {
      case UNAVAILABLE, RESOURCE_EXHAUSTED, ABORTED, CANCELLED -> true;
      default -> false;
    };
  }

  /** To gRPC it is UNKNOWN when a connection ends while a call is being sent over it. */
  private static Status status(Throwable error) {
    Status status = Status.fromThrowable(error);
    boolean closed =
        status.getCode() == Status.Code.UNKNOWN
            && status.getCause() instanceof ClosedChannelException;
    return closed ? Status.UNAVAILABLE.withDescription(status.getDescription()) : status;
  }

  public static int exitCode(Throwable error) {
    return switch (status(error).getCode()) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> ExitCodes.USAGE;
      case NOT_FOUND -> ExitCodes.NOT_FOUND;
      case UNAVAILABLE, RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED -> ExitCodes.UNAVAILABLE;
      default -> ExitCodes.FAILURE;
    };
  }

  /** How long the server wants us to wait; zero if it did not say. */
  public static Duration retryDelay(Throwable error) {
    return detail(details(error), RetryInfo.class)
        .map(RetryInfo::getRetryDelay)
        .map(delay -> Duration.ofSeconds(delay.getSeconds(), delay.getNanos()))
        .orElse(Duration.ZERO);
  }

  /** One line. */
  public static String describe(Throwable error, String server) {
    Status status = status(error);
    Throwable cause = error.getCause();
    if (status.getCode() == Status.Code.UNAVAILABLE && cause != null) {
      return "The server at " + server + " cannot be reached: " + innermost(cause);
    }
    if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
      return "The server at " + server + " did not answer in time (see --timeout)";
    }
    return describe(details(error), status);
  }

  /** One line about a single entry or call, from its status with details. */
  public static String describe(com.google.rpc.Status status) {
    return describe(status, Status.fromCodeValue(status.getCode()));
  }

  private static String describe(com.google.rpc.@Nullable Status details, Status status) {
    String fallback = Optional.ofNullable(status.getDescription()).orElse("");
    String message =
        details == null || details.getMessage().isEmpty() ? fallback : details.getMessage();
    List<String> parts = new ArrayList<>();
    parts.add(message.isEmpty() ? status.getCode().name() : message);
    detail(details, BadRequest.class)
        .ifPresent(
            bad -> bad.getFieldViolationsList().forEach(v -> addViolation(parts, message, v)));
    detail(details, ErrorInfo.class).ifPresent(info -> parts.add("[" + info.getReason() + "]"));
    return String.join(" ", parts);
  }

  private static void addViolation(List<String> parts, String message, FieldViolation violation) {
    if (!message.contains(violation.getDescription())) {
      parts.add("(" + violation.getField() + ": " + violation.getDescription() + ")");
    } else if (!message.contains(violation.getField())) {
      parts.add("(" + violation.getField() + ")");
    }
  }

  private static com.google.rpc.@Nullable Status details(Throwable error) {
    try {
      return StatusProto.fromThrowable(error);
    } catch (IllegalArgumentException detailsOfAnotherCode) {
      return null;
    }
  }

  private static <T extends Message> Optional<T> detail(
      com.google.rpc.@Nullable Status status, Class<T> type) {
    if (status == null) {
      return Optional.empty();
    }
    return status.getDetailsList().stream()
        .filter(any -> any.is(type))
        .findFirst()
        .flatMap(any -> unpack(any, type));
  }

  private static <T extends Message> Optional<T> unpack(Any any, Class<T> type) {
    try {
      return Optional.of(any.unpack(type));
    } catch (InvalidProtocolBufferException damaged) {
      return Optional.empty();
    }
  }

  private static String innermost(Throwable error) {
    Throwable last = error;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String message = last.getMessage();
    return message == null
        ? last.getClass().getSimpleName()
        : message.replaceFirst("^.*failed with error\\(-?\\d+\\): ", "");
  }
}
