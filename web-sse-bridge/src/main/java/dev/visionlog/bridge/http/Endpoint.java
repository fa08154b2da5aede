package dev.visionlog.bridge.http;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import io.grpc.Context;
import java.util.concurrent.CompletionStage;

/**
 * Answers one kind of request. Errors may be thrown or be the stage's; both become answers. The
 * calls to the server that it makes at once end with the request.
 */
@FunctionalInterface
public interface Endpoint {
  CompletionStage<HttpResponse> answer(ApiRequest request);

  /** This endpoint as a service of the HTTP server. */
  default HttpService toService() {
    return (context, request) -> {
      Context.CancellableContext calls = Context.ROOT.withCancellation();
      HttpResponse response =
          HttpResponse.of(
              request
                  .aggregate()
                  .thenCompose(
                      whole ->
                          answerIn(calls, new ApiRequest(context, whole, Callers.of(request)))));
      response
          .whenComplete()
          .handle(
              (sent, gone) -> {
                calls.cancel(null);
                return null;
              });
      return response;
    };
  }

  private CompletionStage<HttpResponse> answerIn(Context calls, ApiRequest request) {
    Context before = calls.attach();
    try {
      return answer(request);
    } finally {
      calls.detach(before);
    }
  }
}
