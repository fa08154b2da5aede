package dev.visionlog.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
    name = "visionlog",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = RootCommand.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    descriptionHeading = "%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:it failed, or what was looked for is there (diagnose --exit-code, import with rejected entries)",
      "2:the command line, a filter or an input is wrong",
      "3:there is none with this id, or nothing matched (query --exit-code)",
      "4:the server cannot be reached, is too busy or did not answer in time: try again later",
      "130:interrupted"
    })
final class RootCommand implements Runnable {
  @Mixin private final GlobalOptions options;
  @Spec private CommandSpec spec = CommandSpec.create();

  RootCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing");
  }

  /** Options are read by the session, which holds the same object. */
  GlobalOptions options() {
    return options;
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"visionlog " + VersionCommand.own()};
    }
  }
}
