package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.visionlog.bridge.http.Callers;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.ExportFormat;
import dev.visionlog.v1.ExportLogsRequest;
import dev.visionlog.v1.ExportLogsResponse;
import java.util.Set;

/** Entries as a file, as long as it likes: {@code GET /api/logs/export}. */
final class LogExportEndpoint implements HttpService {
  private final Upstream upstream;

  LogExportEndpoint(Upstream upstream) {
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
    return Download.start(
        context.eventLoop().withoutContext(),
        ExportFile.headers(
            csv ? MediaType.CSV_UTF_8 : MediaType.parse("application/x-ndjson"),
            "visionlog",
            csv ? "csv" : "ndjson"),
        ExportLogsResponse::getData,
        pieces -> upstream.logStreams(Callers.of(request)).exportLogs(wanted, pieces));
  }
}
