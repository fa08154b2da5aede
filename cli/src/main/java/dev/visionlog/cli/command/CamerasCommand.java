package dev.visionlog.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "cameras",
    description =
        "Keeps the cameras' names. Entries refer to cameras by id and do not need them to exist.",
    synopsisSubcommandLabel = "COMMAND")
final class CamerasCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing");
  }
}
