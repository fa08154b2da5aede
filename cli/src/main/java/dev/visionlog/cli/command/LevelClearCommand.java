package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.v1.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "clear",
    description = {
      "Takes a threshold away: the source's, or the one of all sources, so that everything is stored again.",
      "",
      "Those with an end go too."
    },
    footer = {
      "",
      "Examples:",
      "  visionlog level clear",
      "  visionlog level clear --source camera_7",
      "  visionlog level clear --temporary"
    })
final class LevelClearCommand extends SessionCommand {
  @Option(names = "--source", paramLabel = "SOURCE", description = "Only that of this source.")
  private String source = "";

  @Option(names = "--temporary", description = "Only those with an end.")
  private boolean temporary;

  LevelClearCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    Settings settings = new SettingsEditor(session()).change(Thresholds.MASK, this::cleared);
    session().print(settings, () -> new SettingsText(session()).thresholds(settings));
    return ExitCodes.OK;
  }

  private Settings cleared(Settings before) {
    Settings lasting = Thresholds.withoutTemporary(before, source);
    return temporary ? lasting : Thresholds.withoutLasting(lasting, source);
  }
}
