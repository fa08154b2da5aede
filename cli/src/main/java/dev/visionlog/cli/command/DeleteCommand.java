package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.connection.Filters;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.v1.DeleteLogsRequest;
import dev.visionlog.v1.DeleteLogsResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Option(
      names = "--days-to-keep",
      paramLabel = "N",
      description =
          "In place of a filter: what is so many days old or older. 0 deletes all entries.")
  private @Nullable Integer daysToKeep;

  @Option(names = "--dry-run", description = "Only say how many.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  DeleteCommand(Session session) {
    super(session);
  }

  @Override
  int run() throws IOException {
    DeleteLogsRequest request = request();
    if (dryRun) {
      print(call(request, true));
      return ExitCodes.OK;
    }
    if (!yes && !isConfirmed(call(request, true).getDeletedCount())) {
      session().notices().info("Nothing was deleted");
      return ExitCodes.FAILURE;
    }
    print(call(request, false));
    return ExitCodes.OK;
  }

  private boolean isConfirmed(long count) throws IOException {
    return new Confirmation(session()).ask("Delete " + Amounts.entries(count) + " for good?");
  }

  private DeleteLogsResponse call(DeleteLogsRequest request, boolean onlyCount) {
    return session()
        .connection()
        .patientLogs()
        .deleteLogs(request.toBuilder().setDryRun(onlyCount).build());
  }

  private void print(DeleteLogsResponse answer) {
    String verb = answer.getDryRun() ? "would be deleted" : "deleted";
    session().print(answer, () -> List.of(Amounts.entries(answer.getDeletedCount()) + " " + verb));
  }

  private DeleteLogsRequest request() {
    String filter = Filters.and(selection.filter(), range.filter(session().timeArguments()));
    if (filter.isBlank() == (daysToKeep == null)) {
      throw CommandFailure.usage("Say what to delete: a filter, or --days-to-keep N");
    }
    DeleteLogsRequest.Builder request = DeleteLogsRequest.newBuilder();
    return daysToKeep == null
        ? request.setFilter(filter).build()
        : request.setDaysToKeep(daysToKeep).build();
  }
}
