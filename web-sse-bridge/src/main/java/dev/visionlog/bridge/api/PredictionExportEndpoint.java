package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.visionlog.bridge.http.Callers;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.ExportPredictionsRequest;
import dev.visionlog.v1.ExportPredictionsResponse;
import dev.visionlog.v1.PredictionExportFormat;
import java.util.Locale;
import java.util.Set;

/** Predictions as a file, as long as it likes: {@code GET /api/predictions/export}. */
final class PredictionExportEndpoint implements HttpService {
  private static final String NAME = "visionlog-predictions";

  private final Upstream upstream;

  PredictionExportEndpoint(Upstream upstream) {
    this.upstream = upstream;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Parameters parameters =
        Parameters.of(context.queryParams(), Set.of(PredictionSelection.names("format")));
    String format = parameters.choice("format", "ndjson", "csv", "json", "coco").orElse("ndjson");
    ExportPredictionsRequest wanted =
        ExportPredictionsRequest.newBuilder()
            .setFilter(PredictionSelection.of(parameters).asFilter())
            .setFormat(
                PredictionExportFormat.valueOf(
                    "PREDICTION_EXPORT_FORMAT_" + format.toUpperCase(Locale.ROOT)))
            .build();
    context.clearRequestTimeout();
    return Download.start(
        context.eventLoop().withoutContext(),
        headers(format),
        ExportPredictionsResponse::getData,
        pieces ->
            upstream.predictionStreams(Callers.of(request)).exportPredictions(wanted, pieces));
  }

  private static ResponseHeaders headers(String format) {
    return switch (format) {
      case "csv" -> ExportFile.headers(MediaType.CSV_UTF_8, NAME, "csv");
      case "json" -> ExportFile.headers(MediaType.JSON, NAME, "json");
      case "coco" -> ExportFile.headers(MediaType.JSON, NAME, "coco.json");
      default -> ExportFile.headers(MediaType.parse("application/x-ndjson"), NAME, "ndjson");
    };
  }
}
