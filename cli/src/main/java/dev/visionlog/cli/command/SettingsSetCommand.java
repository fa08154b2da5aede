package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.v1.Settings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "set",
    description = "Changes settings, all of them at once or none.",
    footer = {
      "",
      "Keys:",
      "  threshold            a level; see also visionlog level",
      "  time-zone            an IANA name, such as Europe/Berlin",
      "  retention.days       how long entries are kept; 0 is for ever",
      "  retention.level.L    the same for the level L; an empty value takes it away",
      "  retention.source.S   the same for the source S; an empty value takes it away",
      "",
      "Examples:",
      "  visionlog settings set time-zone=Europe/Berlin retention.days=90",
      "  visionlog settings set retention.level.DEBUG=7 retention.source.api="
    })
final class SettingsSetCommand extends SessionCommand {
  @Parameters(arity = "1..*", paramLabel = "KEY=VALUE", description = "What to change.")
  private List<String> pairs = new ArrayList<>();

  SettingsSetCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    SettingsChange change = new SettingsChange(pairs);
    Settings settings = new SettingsEditor(session()).change(change.mask(), change::apply);
    session().print(settings, () -> new SettingsText(session()).all(settings));
    return ExitCodes.OK;
  }
}
