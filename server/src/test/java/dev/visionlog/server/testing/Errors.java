package dev.visionlog.server.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a caller may learn of an error, and what never. */
public final class Errors {
  private static final String INSIDES =
      "(?is).*(exception|\\bat dev\\.|\\bSELECT\\b|\\bINSERT\\b|\\bCOPY\\b|SQLSTATE|postgres).*";

  private Errors() {}

  /** The status of a call that fails as the contract says. */
  public static Status of(ThrowingCallable call) {
    StatusRuntimeException error = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(error).as("the call should have failed").isNotNull();
    return checked(StatusProto.fromThrowable(error));
  }

  public static Status checked(Status status) {
    assertThat(status.getMessage()).doesNotMatch(INSIDES);
    ErrorInfo info = detail(status, ErrorInfo.class).orElseThrow();
    assertThat(info.getDomain()).isEqualTo("visionlog.dev");
    if (status.getCode() == Code.INVALID_ARGUMENT_VALUE) {
      assertThat(detail(status, BadRequest.class)).isPresent();
    }
    if (status.getCode() == Code.UNAVAILABLE_VALUE
        || status.getCode() == Code.RESOURCE_EXHAUSTED_VALUE) {
      assertThat(detail(status, RetryInfo.class)).isPresent();
    }
    return status;
  }

  /** The fields that an INVALID_ARGUMENT names. */
  public static List<String> badFields(Status status) {
    assertThat(status.getCode()).as(status.getMessage()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
    return detail(checked(status), BadRequest.class).orElseThrow().getFieldViolationsList().stream()
        .map(BadRequest.FieldViolation::getField)
        .toList();
  }

  public static List<String> badFields(ThrowingCallable call) {
    return badFields(of(call));
  }

  public static Code code(ThrowingCallable call) {
    return Code.forNumber(of(call).getCode());
  }

  private static <T extends Message> Optional<T> detail(Status status, Class<T> type) {
    for (Any detail : status.getDetailsList()) {
      if (detail.is(type)) {
        try {
          return Optional.of(detail.unpack(type));
        } catch (InvalidProtocolBufferException error) {
          throw new AssertionError(error);
        }
      }
    }
    return Optional.empty();
  }
}
