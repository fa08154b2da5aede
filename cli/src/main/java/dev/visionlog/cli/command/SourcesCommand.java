package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.Table;
import dev.visionlog.v1.ListLogSourcesRequest;
import dev.visionlog.v1.ListLogSourcesResponse;
import dev.visionlog.v1.LogSource;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "sources",
    description = "Lists every source with its counts and the time of its last entry.",
    footer = {"", "Example:", "  visionlog sources --json | jq -r '.sources[].source'"})
final class SourcesCommand extends SessionCommand {
  SourcesCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    ListLogSourcesResponse answer =
        session().connection().logs().listLogSources(ListLogSourcesRequest.getDefaultInstance());
    session().print(answer, () -> lines(session(), answer.getSourcesList()));
    return ExitCodes.OK;
  }

  static List<String> lines(Session session, List<LogSource> sources) {
    Table table = new Table("SOURCE", "ENTRIES", "WARNING", "ERROR", "CRITICAL", "LAST ENTRY");
    for (LogSource source : sources) {
      table.row(
          source.getSource(),
          source.getLogCount(),
          source.getWarningCount(),
          source.getErrorCount(),
          source.getCriticalCount(),
          source.hasLastLogTime() ? session.times().compact(source.getLastLogTime()) : "never");
    }
    return table.lines();
  }
}
