package dev.visionlog.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "metrics",
    description =
        "Records and lists figures over time: how well models do and, with 'system', how machines fare.",
    synopsisSubcommandLabel = "COMMAND")
final class MetricsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing");
  }
}
