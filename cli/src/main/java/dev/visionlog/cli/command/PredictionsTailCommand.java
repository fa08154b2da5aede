package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.tailing.TailedPredictions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "tail",
    description = {
      "Follows the predictions that are being stored.",
      "",
      "A lost connection is opened again by itself, and the tail goes on exactly where it stopped."
    },
    footer = {
      "",
      "Examples:",
      "  visionlog predictions tail --defects --backlog 20",
      "  visionlog predictions tail 'camera_id = 3 AND confidence < 0.6'",
      "  visionlog predictions tail --since 10m --json | jq -r .image_path"
    })
final class PredictionsTailCommand extends SessionCommand {
  @Mixin private PredictionSelection selection = new PredictionSelection();
  @Mixin private TailOptions tail = new TailOptions();

  PredictionsTailCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    tail.follow(
        session(),
        new TailedPredictions(session().connection()),
        selection.filter(),
        session().predictions(tail.format(), tail.extra()));
    return ExitCodes.OK;
  }
}
