package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.Json;
import dev.visionlog.cli.output.Table;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.ListModelPerformanceRequest;
import dev.visionlog.v1.ListModelPerformanceResponse;
import dev.visionlog.v1.ModelPerformance;
import dev.visionlog.v1.ModelPerformanceBucket;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Lists figures about models, newest first.",
    footer = {
      "",
      "Examples:",
      "  visionlog metrics list --model yolov8m --metric mAP50",
      "  visionlog metrics list --metric recall --start 30d --bucket 1d --json"
    })
final class MetricsListCommand extends SessionCommand {
  @Mixin private ModelSelection model = new ModelSelection();
  @Mixin private MetricPages pages = new MetricPages();

  @Option(names = "--metric", paramLabel = "NAME", description = "What was measured.")
  private String metric = "";

  MetricsListCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    ListModelPerformanceRequest request = request();
    if (request.hasBucket()) {
      pages.read((size, token) -> buckets(call(request, size, token)), this::printBuckets);
    } else {
      pages.read((size, token) -> metrics(call(request, size, token)), this::print);
    }
    return ExitCodes.OK;
  }

  private ListModelPerformanceRequest request() {
    ListModelPerformanceRequest.Builder request =
        ListModelPerformanceRequest.newBuilder()
            .setModelName(model.model())
            .setModelVersion(model.version())
            .setModelStage(model.stage())
            .setDatasetVersion(model.dataset())
            .setMetricName(metric);
    pages.start(session().timeArguments()).ifPresent(request::setStart);
    pages.end(session().timeArguments()).ifPresent(request::setEnd);
    pages.bucket().map(Protos::duration).ifPresent(request::setBucket);
    return request
        .setExtraFormat(
            request.hasBucket() ? ExtraFormat.EXTRA_FORMAT_STRUCT : ExtraFormat.EXTRA_FORMAT_JSON)
        .build();
  }

  private ListModelPerformanceResponse call(
      ListModelPerformanceRequest request, int size, String token) {
    return session()
        .connection()
        .metrics()
        .listModelPerformance(request.toBuilder().setPageSize(size).setPageToken(token).build());
  }

  private static MetricPages.Page<ModelPerformance> metrics(ListModelPerformanceResponse answer) {
    return new MetricPages.Page<>(answer.getMetricsList(), answer.getNextPageToken());
  }

  private static MetricPages.Page<ModelPerformanceBucket> buckets(
      ListModelPerformanceResponse answer) {
    return new MetricPages.Page<>(answer.getBucketsList(), answer.getNextPageToken());
  }

  private void print(List<ModelPerformance> metrics) {
    session().printEach(metrics, MetricsListCommand::json, () -> table(metrics));
  }

  private static String json(ModelPerformance metric) {
    String json = Json.line(metric.toBuilder().clearExtraJson().build());
    return Json.with(json, "extra_data", metric.getExtraJson());
  }

  private List<String> table(List<ModelPerformance> metrics) {
    Table table = new Table("TIME", "MODEL", "VERSION", "STAGE", "DATASET", "METRIC", "VALUE");
    for (ModelPerformance each : metrics) {
      table.row(
          session().times().seconds(each.getTime()),
          each.getModelName(),
          each.getModelVersion(),
          each.getModelStage(),
          each.getDatasetVersion(),
          each.getMetricName(),
          MetricText.number(each.getValue()));
    }
    return table.lines();
  }

  private void printBuckets(List<ModelPerformanceBucket> buckets) {
    session().printEach(buckets, Json::line, () -> bucketTable(buckets));
  }

  private List<String> bucketTable(List<ModelPerformanceBucket> buckets) {
    Table table =
        new Table(
            "START", "MODEL", "VERSION", "STAGE", "DATASET", "METRIC", "COUNT", "MIN", "AVERAGE",
            "MAX", "LAST");
    for (ModelPerformanceBucket bucket : buckets) {
      ModelPerformance last = bucket.getLast();
      table.row(
          session().times().seconds(bucket.getStart()),
          last.getModelName(),
          last.getModelVersion(),
          last.getModelStage(),
          last.getDatasetVersion(),
          last.getMetricName(),
          bucket.getCount(),
          MetricText.number(bucket.getMin()),
          MetricText.number(bucket.getAverage()),
          MetricText.number(bucket.getMax()),
          MetricText.number(last.getValue()));
    }
    return table.lines();
  }
}
