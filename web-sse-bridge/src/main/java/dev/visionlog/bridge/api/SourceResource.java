package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.ListLogSourcesRequest;
import dev.visionlog.v1.LogSource;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Who writes: {@code /api/logs/sources}. */
final class SourceResource {
  private final Upstream upstream;

  SourceResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> list(ApiRequest request) {
    request.parameters();
    return Answer.of(
            upstream
                .logs(request.caller())
                .listLogSources(ListLogSourcesRequest.getDefaultInstance()))
        .thenApply(
            answer ->
                Envelope.ok(
                    "Log sources fetched successfully",
                    json -> write(answer.getSourcesList(), json)));
  }

  private static void write(List<LogSource> sources, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("sources");
    for (LogSource source : sources) {
      write(source, json);
    }
    json.writeEndArray();
    json.writeNumberField("total_sources", sources.size());
    json.writeEndObject();
  }

  private static void write(LogSource source, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("source", source.getSource());
    json.writeNumberField("log_count", source.getLogCount());
    if (source.hasLastLogTime()) {
      Entries.time("last_log_at", source.getLastLogTime(), json);
    }
    json.writeNumberField("critical_count", source.getCriticalCount());
    json.writeNumberField("error_count", source.getErrorCount());
    json.writeNumberField("warning_count", source.getWarningCount());
    json.writeEndObject();
  }
}
