package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.v1.Settings;
import picocli.CommandLine.Command;

@Command(
    name = "get",
    description = "Shows the settings.",
    footer = {"", "Example:", "  visionlog settings get --json | jq .retention.days"})
final class SettingsGetCommand extends SessionCommand {
  SettingsGetCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    Settings settings = new SettingsEditor(session()).read();
    session().print(settings, () -> new SettingsText(session()).all(settings));
    return ExitCodes.OK;
  }
}
