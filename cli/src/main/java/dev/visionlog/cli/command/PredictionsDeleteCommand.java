package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.Filters;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.v1.DeletePredictionsRequest;
import dev.visionlog.v1.DeletePredictionsResponse;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "delete",
    description = {
      "Deletes predictions and their images by filter or by age.",
      "",
      "On a terminal it says how many and asks first; elsewhere it needs --yes."
    },
    footer = {
      "",
      "Examples:",
      "  visionlog predictions delete 'edge_device_id = \"test-rig\"'",
      "  visionlog predictions delete --days-to-keep 90 --dry-run",
      "  visionlog predictions delete --no-defects --end 7d --yes"
    })
final class PredictionsDeleteCommand extends SessionCommand {
  @Mixin private PredictionSelection selection = new PredictionSelection();
  @Mixin private Range range = new Range();
  @Mixin private DeleteOptions options = new DeleteOptions();

  PredictionsDeleteCommand(Session session) {
    super(session);
  }

  @Override
  int run() throws IOException {
    DeletePredictionsRequest.Builder request = request();
    return options.run(
        session(),
        onlyCount ->
            session()
                .connection()
                .patientPredictions()
                .deletePredictions(request.setDryRun(onlyCount).build()),
        PredictionsDeleteCommand::amount);
  }

  private static String amount(DeletePredictionsResponse answer) {
    return Amounts.predictions(answer.getDeletedCount())
        + " with "
        + Amounts.images(answer.getDeletedImages())
        + " ("
        + Amounts.bytes(answer.getDeletedImageBytes())
        + ")";
  }

  private DeletePredictionsRequest.Builder request() {
    String filter = Filters.and(selection.filter(), range.filter(session().timeArguments()));
    options.check(filter);
    DeletePredictionsRequest.Builder request = DeletePredictionsRequest.newBuilder();
    Integer days = options.daysToKeep();
    return days == null ? request.setFilter(filter) : request.setDaysToKeep(days);
  }
}
