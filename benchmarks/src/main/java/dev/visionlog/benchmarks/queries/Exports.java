package dev.visionlog.benchmarks.queries;

import dev.visionlog.v1.ExportFormat;
import dev.visionlog.v1.ExportLogsRequest;
import dev.visionlog.v1.ExportLogsResponse;
import dev.visionlog.v1.LogServiceGrpc.LogServiceBlockingStub;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** The ways to export the log entries of a filter. */
final class Exports {
  private static final int OK = 200;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final LogServiceBlockingStub logs;
  private final int webPort;
  private final String filter;

  Exports(LogServiceBlockingStub logs, int webPort, String filter) {
    this.logs = logs;
    this.webPort = webPort;
    this.filter = filter;
  }

  List<Export> all() {
    return List.of(
        new Export("NDJSON, gRPC", () -> grpc(ExportFormat.EXPORT_FORMAT_NDJSON)),
        new Export("CSV, gRPC", () -> grpc(ExportFormat.EXPORT_FORMAT_CSV)),
        new Export("NDJSON, HTTP", () -> http("ndjson")),
        new Export("CSV, HTTP", () -> http("csv")));
  }

  private long grpc(ExportFormat format) {
    Iterator<ExportLogsResponse> pieces =
        logs.exportLogs(ExportLogsRequest.newBuilder().setFilter(filter).setFormat(format).build());
    long bytes = 0;
    while (pieces.hasNext()) {
      bytes += pieces.next().getData().size();
    }
    return bytes;
  }

  private long http(String format) throws IOException, InterruptedException {
    String query =
        "format=" + format + "&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    URI address = URI.create("http://127.0.0.1:" + webPort + "/api/logs/export?" + query);
    var answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != OK) {
        throw new IOException(address + " answers " + answer.statusCode());
      }
      return body.transferTo(OutputStream.nullOutputStream());
    }
  }
}
