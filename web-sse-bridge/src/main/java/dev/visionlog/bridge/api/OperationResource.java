package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.HttpResponse;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.json.ProtoJson;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.GetStatusRequest;
import dev.visionlog.v1.ListWritersRequest;
import java.util.concurrent.CompletionStage;

/** For those who run the system: {@code /api/status} and {@code /api/writers}. */
final class OperationResource {
  private static final int MAX_PAGE = 1_000;

  private final Upstream upstream;

  OperationResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> status(ApiRequest request) {
    request.parameters();
    return Answer.of(
            upstream.admin(request.caller()).getStatus(GetStatusRequest.getDefaultInstance()))
        .thenApply(
            status ->
                Envelope.ok("Status fetched successfully", json -> ProtoJson.write(status, json)));
  }

  CompletionStage<HttpResponse> writers(ApiRequest request) {
    Parameters parameters = request.parameters("limit", "page_token");
    ListWritersRequest.Builder wanted = ListWritersRequest.newBuilder();
    parameters.integer("limit", 1, MAX_PAGE).ifPresent(wanted::setPageSize);
    parameters.text("page_token").ifPresent(wanted::setPageToken);
    return Answer.of(upstream.admin(request.caller()).listWriters(wanted.build()))
        .thenApply(
            writers ->
                Envelope.ok(
                    "Writers fetched successfully", json -> ProtoJson.write(writers, json)));
  }
}
