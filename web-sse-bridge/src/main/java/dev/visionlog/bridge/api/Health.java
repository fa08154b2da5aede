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
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;

/**
 * Whether the bridge is of use now: {@code GET /health}, for whoever starts and watches it. Needs
 * no key, and answers within two seconds.
 */
public final class Health implements HttpService {
  private static final HealthCheckRequest DATABASE =
      HealthCheckRequest.newBuilder().setService("database").build();

  private final Upstream upstream;

  public Health(Upstream upstream) {
    this.upstream = upstream;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(
        Answer.of(upstream.health().check(DATABASE))
            .handle((answer, error) -> error == null ? answer(answer) : answer(error)));
  }

  private static HttpResponse answer(HealthCheckResponse answer) {
    return answer.getStatus() == ServingStatus.SERVING
        ? answer(HttpStatus.OK, "up", "up")
        : answer(HttpStatus.SERVICE_UNAVAILABLE, "up", "down");
  }

  private static HttpResponse answer(Throwable error) {
    boolean reached = Status.fromThrowable(error).getCode() == Status.Code.NOT_FOUND;
    return answer(HttpStatus.SERVICE_UNAVAILABLE, reached ? "up" : "down", "unknown");
  }

  private static HttpResponse answer(HttpStatus status, String server, String database) {
    return HttpResponse.of(
        ResponseHeaders.builder(status)
            .contentType(MediaType.JSON_UTF_8)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .build(),
        HttpData.ofUtf8(
            "{\"status\":\"%s\",\"server\":\"%s\",\"database\":\"%s\"}",
            status.isSuccess() ? "up" : "down", server, database));
  }
}
