package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.Filters;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.v1.DeleteLogsRequest;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "delete",
    description = {
      "Deletes entries by filter or by age.",
      "",
      "On a terminal it says how many and asks first; elsewhere it needs --yes."
    },
    footer = {
      "",
      "Examples:",
      "  visionlog delete 'source = \"diagnostic\"'",
      "  visionlog delete --days-to-keep 30 --dry-run",
      "  visionlog delete 'level <= DEBUG' --end 2d --yes"
    })
final class DeleteCommand extends SessionCommand {
  @Mixin private Selection selection = new Selection();
  @Mixin private Range range = new Range();
  @Mixin private DeleteOptions options = new DeleteOptions();

  DeleteCommand(Session session) {
    super(session);
  }

  @Override
  int run() throws IOException {
    DeleteLogsRequest.Builder request = request();
    return options.run(
        session(),
        onlyCount ->
            session().connection().patientLogs().deleteLogs(request.setDryRun(onlyCount).build()),
        answer -> Amounts.entries(answer.getDeletedCount()));
  }

  private DeleteLogsRequest.Builder request() {
    String filter = Filters.and(selection.filter(), range.filter(session().timeArguments()));
    options.check(filter);
    DeleteLogsRequest.Builder request = DeleteLogsRequest.newBuilder();
    Integer days = options.daysToKeep();
    return days == null ? request.setFilter(filter) : request.setDaysToKeep(days);
  }
}
