package dev.visionlog.client.internal.delivery;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;

/** What an error of a call means. */
final class Rpc {

  private Rpc() {}

  /** How long the server asks to wait ({@code google.rpc.RetryInfo}); nothing if it does not. */
  static Duration retryDelay(Throwable error) {
    com.google.rpc.Status status = StatusProto.fromThrowable(error);
    if (status != null) {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(RetryInfo.class)) {
          return delay(detail);
        }
      }
    }
    return Duration.ZERO;
  }

  private static Duration delay(Any detail) {
    try {
      com.google.protobuf.Duration delay = detail.unpack(RetryInfo.class).getRetryDelay();
      Duration read = Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
      return read.isNegative() ? Duration.ZERO : read;
    } catch (InvalidProtocolBufferException malformed) {
      return Duration.ZERO;
    }
  }

  /** Whether the server refuses a request for what it is, so that it would refuse it again. */
  static boolean isRequestsFault(Status status) {
    return status.getCode() == Status.Code.INVALID_ARGUMENT
        || status.getCode() == Status.Code.OUT_OF_RANGE;
  }

  /** Whether the server does not accept the key: time alone will not mend it. */
  static boolean isKeyRefused(Status status) {
    return status.getCode() == Status.Code.UNAUTHENTICATED
        || status.getCode() == Status.Code.PERMISSION_DENIED;
  }

  /** One line for people. */
  static String describe(Status status) {
    StringBuilder text = new StringBuilder(status.getCode().name());
    if (status.getDescription() != null) {
      text.append(": ").append(status.getDescription());
    }
    Throwable cause = status.getCause();
    if (cause != null && cause.getMessage() != null) {
      text.append(" (").append(cause.getMessage()).append(')');
    }
    return text.toString().replace('\n', ' ');
  }
}
