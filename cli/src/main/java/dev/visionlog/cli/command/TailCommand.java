package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.tailing.TailedLogs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "tail",
    description = {
      "Follows what is being stored.",
      "",
      "A lost connection is opened again by itself, and the tail goes on exactly where it stopped."
    },
    footer = {
      "",
      "Examples:",
      "  visionlog tail",
      "  visionlog tail --min-level WARNING --backlog 20",
      "  visionlog tail 'camera_id = 3 AND extra.fps < 10' --extra",
      "  visionlog tail --since 10m --json | jq -r .message"
    })
final class TailCommand extends SessionCommand {
  @Mixin private Selection selection = new Selection();
  @Mixin private TailOptions tail = new TailOptions();

  TailCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    tail.follow(
        session(),
        new TailedLogs(session().connection()),
        selection.filter(),
        session().entries(tail.format(), tail.extra()));
    return ExitCodes.OK;
  }
}
