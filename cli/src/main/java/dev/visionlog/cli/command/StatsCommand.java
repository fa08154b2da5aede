package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.v1.GetLogStatsRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "stats",
    description = "Counts entries by level: exactly, and at once for any number of them.",
    footer = {
      "",
      "The filter may use level, source and camera_id.",
      "",
      "Examples:",
      "  visionlog stats",
      "  visionlog stats --period 7d --source api",
      "  visionlog stats --start yesterday --end today --json | jq -r .error_count"
    })
final class StatsCommand extends SessionCommand {
  @Mixin private Selection selection = new Selection();
  @Mixin private Range range = new Range();

  @Option(
      names = "--period",
      paramLabel = "TIME",
      description = "How far back from now; 24h by default.")
  private @Nullable Duration period;

  StatsCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    var answer = session().connection().logs().getLogStats(request());
    session().print(answer.getStats(), () -> new StatsText(session()).lines(answer.getStats()));
    return ExitCodes.OK;
  }

  private GetLogStatsRequest request() {
    GetLogStatsRequest.Builder request =
        GetLogStatsRequest.newBuilder().setFilter(selection.filter());
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
