package dev.visionlog.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.nio.channels.ClosedChannelException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpcErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT,2",
    "NOT_FOUND,3",
    "UNAVAILABLE,4",
    "DEADLINE_EXCEEDED,4",
    "RESOURCE_EXHAUSTED,4",
    "INTERNAL,1",
    "ABORTED,1",
    "PERMISSION_DENIED,1"
  })
  void exitCode_ofStatus(Status.Code code, int exitCode) {
    assertThat(RpcErrors.exitCode(code.toStatus().asRuntimeException())).isEqualTo(exitCode);
  }

  @Test
  void connectionThatEndsUnderACall_isWorthAnotherTry() {
    Status closed = Status.UNKNOWN.withCause(new ClosedChannelException());

    assertThat(RpcErrors.isRetryable(closed.asRuntimeException())).isTrue();
    assertThat(RpcErrors.exitCode(closed.asRuntimeException())).isEqualTo(4);
    assertThat(RpcErrors.isRetryable(Status.UNKNOWN.asRuntimeException())).isFalse();
  }

  @Test
  void describe_isNeverEmpty() {
    assertThat(RpcErrors.describe(Status.INTERNAL.asRuntimeException(), "s:1"))
        .isEqualTo("INTERNAL");
    assertThat(RpcErrors.describe(Status.DEADLINE_EXCEEDED.asRuntimeException(), "s:1"))
        .contains("s:1", "--timeout");
  }

  @Test
  void retry_waitsAtLeastAsLongAsTheServerAsks() {
    RetryInfo info =
        RetryInfo.newBuilder().setRetryDelay(Duration.newBuilder().setSeconds(3)).build();
    var status = com.google.rpc.Status.newBuilder().setCode(14).addDetails(Any.pack(info)).build();

    java.time.Duration asked = RpcErrors.retryDelay(StatusProto.toStatusRuntimeException(status));

    assertThat(asked).isEqualTo(java.time.Duration.ofSeconds(3));
    assertThat(new Backoff(new Random(1)).next(asked)).isBetween(asked, asked.plusMillis(200));
  }

  @Test
  void backoff_growsToItsBoundAndStartsAgain() {
    Backoff backoff = new Backoff(new Random(1));
    java.time.Duration first = backoff.next(java.time.Duration.ZERO);
    java.time.Duration last = first;
    for (int i = 0; i < 20; i++) {
      last = backoff.next(java.time.Duration.ZERO);
    }

    assertThat(first).isBetween(java.time.Duration.ofMillis(100), java.time.Duration.ofMillis(200));
    assertThat(last).isBetween(java.time.Duration.ofSeconds(5), java.time.Duration.ofSeconds(10));
    backoff.reset();
    assertThat(backoff.next(java.time.Duration.ZERO)).isLessThan(java.time.Duration.ofMillis(201));
  }

  @Test
  void filters_keepTheirMeaning() {
    assertThat(Filters.and("a OR b", "c = 1")).isEqualTo("(a OR b) AND c = 1");
    assertThat(Filters.and(" ", "c = 1")).isEqualTo("c = 1");
    assertThat(Filters.quote("a\"b\\")).isEqualTo("\"a\\\"b\\\\\"");
    assertThat(Filters.shellQuote("it's")).isEqualTo("'it'\\''s'");
  }
}
