package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.v1.CleanupRequest;
import dev.visionlog.v1.CleanupResponse;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "cleanup",
    description = "Applies the retention settings now instead of at the next full hour.",
    footer = {"", "Example:", "  visionlog cleanup --dry-run"})
final class CleanupCommand extends SessionCommand {
  @Option(names = "--dry-run", description = "Only say what would go.")
  private boolean dryRun;

  CleanupCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    CleanupResponse answer =
        session()
            .connection()
            .patientAdmin()
            .cleanup(CleanupRequest.newBuilder().setDryRun(dryRun).build());
    session().print(answer, () -> List.of(text(answer)));
    return ExitCodes.OK;
  }

  private static String text(CleanupResponse answer) {
    return Amounts.entries(answer.getDeletedCount())
        + " and "
        + Amounts.predictions(answer.getDeletedPredictions())
        + (answer.getDryRun() ? " would be deleted, " : " deleted, ")
        + Amounts.of(answer.getDroppedPartitions(), "day", "days")
        + " as a whole";
  }
}
