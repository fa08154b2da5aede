package dev.visionlog.cli.command;

import dev.visionlog.v1.RecordSystemMetricsRequest;
import dev.visionlog.v1.RecordSystemMetricsResponse;
import dev.visionlog.v1.SystemMetric;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "record",
    description = "Records figures about a machine or a process.",
    footer = {
      "",
      "Example:",
      "  visionlog metrics system record gpu.utilization=0.83 gpu.memory_mb=4096 --label host=edge-1 --label gpu=0"
    })
final class MetricsSystemRecordCommand extends SessionCommand {
  @Mixin private Figures figures = new Figures();
  @Mixin private Labels labels = new Labels();

  MetricsSystemRecordCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    RecordSystemMetricsRequest.Builder request =
        RecordSystemMetricsRequest.newBuilder().setRequestId(UUID.randomUUID().toString());
    figures.all().forEach(figure -> request.addMetrics(metric(figure)));
    RecordSystemMetricsResponse answer =
        session().connection().metrics().recordSystemMetrics(request.build());
    session().print(answer, () -> MetricText.recorded(answer.getIdsList()));
    return MetricText.report(session(), answer.getErrorsList());
  }

  private SystemMetric.Builder metric(Figures.Figure figure) {
    SystemMetric.Builder metric =
        SystemMetric.newBuilder()
            .setName(figure.name())
            .setValue(figure.value())
            .setLabels(labels.struct());
    figures.time(session().timeArguments()).ifPresent(metric::setTime);
    return metric;
  }
}
