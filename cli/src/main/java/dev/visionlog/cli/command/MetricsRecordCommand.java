package dev.visionlog.cli.command;

import dev.visionlog.v1.ModelPerformance;
import dev.visionlog.v1.RecordModelPerformanceRequest;
import dev.visionlog.v1.RecordModelPerformanceResponse;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "record",
    description = "Records figures about a model.",
    footer = {
      "",
      "Examples:",
      "  visionlog metrics record --model yolov8m --model-version v1.2 mAP50=0.81 recall=0.77",
      "  visionlog metrics record --model yolov8m --stage Production --dataset 2026-01 rmse=0.12 --extra '{\"n\":5000}'"
    })
final class MetricsRecordCommand extends SessionCommand {
  @Mixin private ModelSelection model = new ModelSelection();
  @Mixin private Figures figures = new Figures();

  @Option(names = "--extra", paramLabel = "JSON", description = "Anything else, as a JSON object.")
  private String extra = "";

  MetricsRecordCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    RecordModelPerformanceRequest.Builder request =
        RecordModelPerformanceRequest.newBuilder().setRequestId(UUID.randomUUID().toString());
    figures.all().forEach(figure -> request.addMetrics(metric(figure)));
    RecordModelPerformanceResponse answer =
        session().connection().metrics().recordModelPerformance(request.build());
    session().print(answer, () -> MetricText.recorded(answer.getIdsList()));
    return MetricText.report(session(), answer.getErrorsList());
  }

  private ModelPerformance.Builder metric(Figures.Figure figure) {
    ModelPerformance.Builder metric =
        ModelPerformance.newBuilder()
            .setModelName(model.model())
            .setModelVersion(model.version())
            .setModelStage(model.stage())
            .setDatasetVersion(model.dataset())
            .setMetricName(figure.name())
            .setValue(figure.value())
            .setExtraJson(extra);
    figures.time(session().timeArguments()).ifPresent(metric::setTime);
    return metric;
  }
}
