package dev.visionlog.cli;

import dev.visionlog.testing.ChildProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command line in a JVM of its own. */
final class CliProcess {

  private CliProcess() {}

  /** Runs a command against the server at an address. */
  static ChildProcess start(Path folder, String address, String... args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(List.of("--server", address));
    return ChildProcess.start(folder, VisionlogCli.class, all.toArray(String[]::new));
  }
}
