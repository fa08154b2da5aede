package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.v1.CleanupImagesRequest;
import dev.visionlog.v1.CleanupImagesResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "cleanup",
    description =
        "Applies the retention of images now. Their predictions stay. With --days-to-keep it asks first on a terminal;"
            + " elsewhere it needs --yes.",
    footer = {
      "",
      "Examples:",
      "  visionlog images cleanup --dry-run",
      "  visionlog images cleanup --days-to-keep 30"
    })
final class ImagesCleanupCommand extends SessionCommand {
  @Option(
      names = "--days-to-keep",
      paramLabel = "N",
      description = "Images that are so many days old or older; as the settings say if not given.")
  private @Nullable Integer daysToKeep;

  @Option(names = "--dry-run", description = "Only say what would go.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before --days-to-keep is applied.")
  private boolean yes;

  ImagesCleanupCommand(Session session) {
    super(session);
  }

  @Override
  int run() throws IOException {
    if (daysToKeep != null && !dryRun && !yes && !isConfirmed()) {
      session().notices().info("Nothing was deleted");
      return ExitCodes.FAILURE;
    }
    CleanupImagesResponse answer = call(dryRun);
    String verb = answer.getDryRun() ? " would be deleted" : " deleted";
    session().print(answer, () -> List.of(amount(answer) + verb));
    return ExitCodes.OK;
  }

  private boolean isConfirmed() throws IOException {
    return new Confirmation(session()).ask("Delete " + amount(call(true)) + " for good?");
  }

  private CleanupImagesResponse call(boolean onlyCount) {
    CleanupImagesRequest.Builder request = CleanupImagesRequest.newBuilder().setDryRun(onlyCount);
    if (daysToKeep != null) {
      request.setDaysToKeep(daysToKeep);
    }
    return session().connection().patientPredictions().cleanupImages(request.build());
  }

  private String amount(CleanupImagesResponse answer) {
    String bytes = Amounts.bytes(answer.getDeletedBytes());
    String amount = Amounts.images(answer.getDeletedCount()) + " (" + bytes + ")";
    if (!answer.hasOldestTime()) {
      return amount;
    }
    String oldest = session().times().seconds(answer.getOldestTime());
    return amount + " from " + oldest + " to " + session().times().seconds(answer.getNewestTime());
  }
}
