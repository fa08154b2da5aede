package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.v1.Settings;
import picocli.CommandLine.Command;

@Command(
    name = "get",
    description = "Shows the thresholds: the lasting ones, those of sources and those with an end.",
    footer = {"", "Example:", "  visionlog level get --json | jq -r .effective_threshold"})
final class LevelGetCommand extends SessionCommand {
  LevelGetCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    Settings settings = new SettingsEditor(session()).read();
    session().print(settings, () -> new SettingsText(session()).thresholds(settings));
    return ExitCodes.OK;
  }
}
