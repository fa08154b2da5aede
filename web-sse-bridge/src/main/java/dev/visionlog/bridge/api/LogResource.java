package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.HttpResponse;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Caller;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.GetLogRequest;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.ListLogsResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Finds entries: {@code /api/logs}, {@code /api/logs/search}, {@code /api/logs/{id}}. */
final class LogResource {
  private static final String ORDER = "order_by";
  private static final String QUERY = "query";

  private static final String[] PARAMETERS =
      Selection.names(ORDER, "page", "limit", "page_token", "with_total");

  /** The text to find has a name of its own there. */
  private static final String[] SEARCH_PARAMETERS =
      Stream.of(PARAMETERS)
          .map(name -> name.equals(Selection.SEARCH) ? QUERY : name)
          .toArray(String[]::new);

  private final Upstream upstream;

  LogResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> list(ApiRequest request) {
    Parameters parameters = request.parameters(PARAMETERS);
    Selection selection = Selection.of(parameters);
    Paging paging = Paging.of(parameters);
    return found(request.caller(), selection, paging, parameters.text(ORDER))
        .thenApply(
            page ->
                Envelope.ok(
                    "Logs fetched successfully",
                    new LogPage(page, paging, selection, Optional.empty())));
  }

  CompletionStage<HttpResponse> search(ApiRequest request) {
    Parameters parameters = request.parameters(SEARCH_PARAMETERS);
    String query = query(parameters);
    Selection selection = Selection.of(parameters);
    Paging paging = Paging.of(parameters);
    return found(request.caller(), selection.searching(query), paging, parameters.text(ORDER))
        .thenApply(
            page ->
                Envelope.ok(
                    "Log search completed successfully",
                    new LogPage(page, paging, selection, Optional.of(query))));
  }

  private static String query(Parameters parameters) {
    return parameters
        .text(QUERY)
        .orElseThrow(
            () ->
                HttpError.badField(QUERY, "Parameter 'query' is required: the text to find")
                    .exception());
  }

  private CompletableFuture<ListLogsResponse> found(
      Caller caller, Selection selection, Paging paging, Optional<String> order) {
    ListLogsRequest.Builder search =
        ListLogsRequest.newBuilder().setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON);
    selection.applyTo(search);
    paging.applyTo(search);
    order.ifPresent(search::setOrderBy);
    return Answer.of(upstream.logs(caller).listLogs(search.build()));
  }

  CompletionStage<HttpResponse> get(ApiRequest request) {
    request.parameters();
    GetLogRequest wanted =
        GetLogRequest.newBuilder()
            .setId(request.id("id"))
            .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON)
            .build();
    return Answer.of(upstream.logs(request.caller()).getLog(wanted))
        .thenApply(
            found ->
                Envelope.ok(
                    "Log fetched successfully",
                    json -> {
                      json.writeStartObject();
                      json.writeFieldName("log");
                      Entries.write(found.getEntry(), json);
                      json.writeEndObject();
                    }));
  }
}
