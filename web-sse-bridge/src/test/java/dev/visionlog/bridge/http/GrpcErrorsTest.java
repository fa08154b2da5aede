package dev.visionlog.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, 400",
    "FAILED_PRECONDITION, 400",
    "OUT_OF_RANGE, 400",
    "UNAUTHENTICATED, 401",
    "PERMISSION_DENIED, 403",
    "NOT_FOUND, 404",
    "ABORTED, 409",
    "ALREADY_EXISTS, 409",
    "RESOURCE_EXHAUSTED, 429",
    "CANCELLED, 499",
    "UNKNOWN, 500",
    "INTERNAL, 500",
    "DATA_LOSS, 500",
    "UNIMPLEMENTED, 501",
    "UNAVAILABLE, 503",
    "DEADLINE_EXCEEDED, 504"
  })
  void code_hasItsStatus(Status.Code code, int status) {
    assertThat(GrpcErrors.of(code.toStatus().asException()).status().code()).isEqualTo(status);
  }

  @Test
  void connectionThatEndsUnderACall_canBeTriedAgain() {
    Status closed = Status.UNKNOWN.withCause(new ClosedChannelException());

    HttpError error = GrpcErrors.of(closed.asException());

    assertThat(error.status().code()).isEqualTo(503);
    assertThat(error.retryAfterSeconds()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(value = Status.Code.class, names = "OK", mode = EnumSource.Mode.EXCLUDE)
  void message_isNeverEmpty(Status.Code code) {
    assertThat(GrpcErrors.of(code.toStatus().asException()).message()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io exception",
        "Network closed for unknown reason",
        "Keepalive failed. The connection is likely gone",
        "Unable to resolve host nowhere",
        "Channel shutdownNow invoked"
      })
  void unavailable_isSaidInOurWordsAndCanBeTriedAgain(String words) {
    HttpError error = GrpcErrors.of(Status.UNAVAILABLE.withDescription(words).asException());

    assertThat(error.message()).isEqualTo("The Visionlog server cannot be reached; try again");
    assertThat(error.retryAfterSeconds()).contains(2L);
  }

  @Test
  void unavailable_ofTheServerItselfKeepsItsWords() {
    HttpError error =
        GrpcErrors.of(
            error(
                Status.Code.UNAVAILABLE,
                "The database is not available; try again",
                Any.pack(ErrorInfo.newBuilder().setReason("STORE_UNAVAILABLE").build()),
                Any.pack(
                    RetryInfo.newBuilder()
                        .setRetryDelay(Duration.newBuilder().setSeconds(5))
                        .build())));

    assertThat(error.message()).isEqualTo("The database is not available; try again");
    assertThat(error.reason()).isEqualTo("STORE_UNAVAILABLE");
    assertThat(error.retryAfterSeconds()).contains(5L);
  }

  @ParameterizedTest
  @CsvSource({
    "start, start_date",
    "end, end_date",
    "page_size, limit",
    "settings.retention.days, retention.days",
    "camera.name, name",
    "filter, filter"
  })
  void fields_haveTheNamesThatTheyHaveOverHttp(String field, String name) {
    HttpError error =
        GrpcErrors.of(
            error(
                Status.Code.INVALID_ARGUMENT,
                field + ": is bad: really",
                Any.pack(
                    BadRequest.newBuilder()
                        .addFieldViolations(
                            BadRequest.FieldViolation.newBuilder()
                                .setField(field)
                                .setDescription("is bad: really"))
                        .build())));

    assertThat(error.message()).isEqualTo(name + ": is bad: really");
    assertThat(error.fields()).containsExactly(new HttpError.Field(name, "is bad: really"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INTERNAL", "UNKNOWN"})
  void internalErrors_showNothingOfTheInside(Status.Code code) {
    assertThat(
            GrpcErrors.of(code.toStatus().withDescription("SELECT secret").asException()).message())
        .isEqualTo("Internal error; the server's log has the details");
  }

  private static StatusRuntimeException error(Status.Code code, String message, Any... details) {
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder().setCode(code.value()).setMessage(message);
    for (Any detail : details) {
      status.addDetails(detail);
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }
}
