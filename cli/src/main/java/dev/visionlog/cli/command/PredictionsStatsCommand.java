package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.v1.GetPredictionStatsRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "stats",
    description =
        "Counts predictions by defect type, device, camera, model and status: exactly, and at once for any number of"
            + " them.",
    footer = {
      "",
      "The filter may use camera_id, edge_device_id, model_name, model_version, model_stage, defect_detected, defect_type"
          + " and status.",
      "",
      "Examples:",
      "  visionlog predictions stats",
      "  visionlog predictions stats --period 7d --model yolov8m",
      "  visionlog predictions stats --start yesterday --end today --json | jq .counts.defect_rate"
    })
final class PredictionsStatsCommand extends SessionCommand {
  @Mixin private PredictionSelection selection = new PredictionSelection();
  @Mixin private Range range = new Range();

  @Option(
      names = "--period",
      paramLabel = "TIME",
      description = "How far back from now; everything that is stored by default.")
  private @Nullable Duration period;

  PredictionsStatsCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    var answer = session().connection().predictions().getPredictionStats(request());
    session()
        .print(
            answer.getStats(), () -> new PredictionStatsText(session()).lines(answer.getStats()));
    return ExitCodes.OK;
  }

  private GetPredictionStatsRequest request() {
    GetPredictionStatsRequest.Builder request =
        GetPredictionStatsRequest.newBuilder().setFilter(selection.filter());
    range.start(session().timeArguments()).ifPresent(request::setStart);
    range.end(session().timeArguments()).ifPresent(request::setEnd);
    if (period != null && request.hasStart()) {
      throw CommandFailure.usage("Only one of --period and --start can be given");
    }
    if (period != null) {
      request.setPeriod(Protos.duration(period));
    }
    return request.build();
  }
}
