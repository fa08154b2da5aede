package dev.visionlog.bridge.http;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import java.util.concurrent.CompletionStage;

/** Answers one kind of request. Errors may be thrown or be the stage's; both become answers. */
@FunctionalInterface
public interface Endpoint {
  CompletionStage<HttpResponse> answer(ApiRequest request);

  /** This endpoint as a service of the HTTP server. */
  default HttpService toService() {
    return (context, request) ->
        HttpResponse.of(
            request
                .aggregate()
                .thenCompose(whole -> answer(new ApiRequest(context, whole, Callers.of(request)))));
  }
}
