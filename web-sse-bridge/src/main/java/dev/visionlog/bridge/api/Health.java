package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Upstream;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import java.util.concurrent.CompletableFuture;

/**
 * Whether the bridge is of use now: {@code GET /health}, for whoever starts and watches it. Needs
 * no key, and answers within two seconds. While images cannot be stored, everything else works on.
 */
public final class Health implements HttpService {
  private final Upstream upstream;

  public Health(Upstream upstream) {
    this.upstream = upstream;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(check("database").thenCombine(check("images"), Health::answer));
  }

  /** What is known of a part of the server. */
  private enum State {
    UP,
    DOWN,
    /** The server is there, and does not know. */
    UNKNOWN,
    SERVER_DOWN
  }

  private CompletableFuture<State> check(String part) {
    HealthCheckRequest wanted = HealthCheckRequest.newBuilder().setService(part).build();
    return Answer.of(upstream.health().check(wanted))
        .handle(
            (answer, error) -> {
              if (error != null) {
                return of(error);
              }
              return answer.getStatus() == ServingStatus.SERVING ? State.UP : State.DOWN;
            });
  }

  private static State of(Throwable error) {
    return Status.fromThrowable(error).getCode() == Status.Code.NOT_FOUND
        ? State.UNKNOWN
        : State.SERVER_DOWN;
  }

  private static HttpResponse answer(State database, State images) {
    HttpStatus status = database == State.UP ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    return HttpResponse.of(
        ResponseHeaders.builder(status)
            .contentType(MediaType.JSON_UTF_8)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .build(),
        HttpData.ofUtf8(
            "{\"status\":\"%s\",\"server\":\"%s\",\"database\":\"%s\",\"images\":\"%s\"}",
            database == State.UP ? (images == State.DOWN ? "degraded" : "up") : "down",
            database == State.SERVER_DOWN ? "down" : "up",
            word(database),
            word(images)));
  }

  private static String word(State state) {
    return switch (state) {
      case UP -> "up";
      case DOWN -> "down";
      case UNKNOWN, SERVER_DOWN -> "unknown";
    };
  }
}
