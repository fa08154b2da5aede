package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.Json;
import dev.visionlog.cli.output.Table;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.ListSystemMetricsRequest;
import dev.visionlog.v1.ListSystemMetricsResponse;
import dev.visionlog.v1.SystemMetric;
import dev.visionlog.v1.SystemMetricBucket;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Lists figures about machines and processes, newest first.",
    footer = {
      "",
      "Examples:",
      "  visionlog metrics system list --name gpu.utilization --label host=edge-1 --start 1h",
      "  visionlog metrics system list --name gpu.utilization --start 30d --bucket 1h"
    })
final class MetricsSystemListCommand extends SessionCommand {
  @Mixin private Labels labels = new Labels();
  @Mixin private MetricPages pages = new MetricPages();

  @Option(names = "--name", paramLabel = "NAME", description = "What was measured.")
  private String name = "";

  MetricsSystemListCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    ListSystemMetricsRequest request = request();
    if (request.hasBucket()) {
      pages.read((size, token) -> buckets(call(request, size, token)), this::printBuckets);
    } else {
      pages.read((size, token) -> metrics(call(request, size, token)), this::print);
    }
    return ExitCodes.OK;
  }

  private ListSystemMetricsRequest request() {
    ListSystemMetricsRequest.Builder request =
        ListSystemMetricsRequest.newBuilder().setName(name).setLabels(labels.struct());
    pages.start(session().timeArguments()).ifPresent(request::setStart);
    pages.end(session().timeArguments()).ifPresent(request::setEnd);
    pages.bucket().map(Protos::duration).ifPresent(request::setBucket);
    boolean nested = session().json() && request.hasBucket();
    return request
        .setLabelFormat(nested ? ExtraFormat.EXTRA_FORMAT_STRUCT : ExtraFormat.EXTRA_FORMAT_JSON)
        .build();
  }

  private ListSystemMetricsResponse call(ListSystemMetricsRequest request, int size, String token) {
    return session()
        .connection()
        .metrics()
        .listSystemMetrics(request.toBuilder().setPageSize(size).setPageToken(token).build());
  }

  private static MetricPages.Page<SystemMetric> metrics(ListSystemMetricsResponse answer) {
    return new MetricPages.Page<>(answer.getMetricsList(), answer.getNextPageToken());
  }

  private static MetricPages.Page<SystemMetricBucket> buckets(ListSystemMetricsResponse answer) {
    return new MetricPages.Page<>(answer.getBucketsList(), answer.getNextPageToken());
  }

  private void print(List<SystemMetric> metrics) {
    session().printEach(metrics, MetricsSystemListCommand::json, () -> table(metrics));
  }

  private static String json(SystemMetric metric) {
    String json = Json.line(metric.toBuilder().clearLabelsJson().build());
    return Json.with(json, "labels", metric.getLabelsJson());
  }

  private List<String> table(List<SystemMetric> metrics) {
    Table table = new Table("TIME", "NAME", "LABELS", "VALUE");
    for (SystemMetric metric : metrics) {
      table.row(
          session().times().compact(metric.getTime()),
          metric.getName(),
          metric.getLabelsJson(),
          MetricText.number(metric.getValue()));
    }
    return table.lines();
  }

  private void printBuckets(List<SystemMetricBucket> buckets) {
    session().printEach(buckets, Json::line, () -> bucketTable(buckets));
  }

  private List<String> bucketTable(List<SystemMetricBucket> buckets) {
    Table table = new Table("START", "NAME", "LABELS", "COUNT", "MIN", "AVERAGE", "MAX", "LAST");
    for (SystemMetricBucket bucket : buckets) {
      table.row(
          session().times().seconds(bucket.getStart()),
          bucket.getLast().getName(),
          bucket.getLast().getLabelsJson(),
          bucket.getCount(),
          MetricText.number(bucket.getMin()),
          MetricText.number(bucket.getAverage()),
          MetricText.number(bucket.getMax()),
          MetricText.number(bucket.getLast().getValue()));
    }
    return table.lines();
  }
}
