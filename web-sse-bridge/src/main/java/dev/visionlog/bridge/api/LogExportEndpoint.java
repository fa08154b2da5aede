package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.visionlog.bridge.http.Callers;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.ExportFormat;
import dev.visionlog.v1.ExportLogsRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.Executor;

/** Entries as a file, as long as it likes: {@code GET /api/logs/export}. */
final class ExportEndpoint implements HttpService {
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Upstream upstream;

  ExportEndpoint(Upstream upstream) {
    this.upstream = upstream;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters parameters = Parameters.of(context.queryParams(), Set.of(Selection.names("format")));
    String filter = Selection.of(parameters).asFilter();
    boolean csv = parameters.choice("format", "ndjson", "csv").orElse("ndjson").equals("csv");
    ExportLogsRequest wanted =
        ExportLogsRequest.newBuilder()
            .setFilter(filter)
            .setFormat(csv ? ExportFormat.EXPORT_FORMAT_CSV : ExportFormat.EXPORT_FORMAT_NDJSON)
            .build();
    context.clearRequestTimeout();
    HttpResponseWriter response = HttpResponse.streaming();
    Executor loop = context.eventLoop().withoutContext();
    Export export =
        new Export(
            response,
            loop,
            csv ? MediaType.CSV_UTF_8 : MediaType.parse("application/x-ndjson"),
            "visionlog-" + FILE_TIME.format(Instant.now()) + (csv ? ".csv" : ".ndjson"));
    loop.execute(() -> export.start(upstream.logStreams(Callers.of(request)), wanted));
    return response;
  }
}
