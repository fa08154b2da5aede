package dev.visionlog.cli.command;

import picocli.CommandLine.Option;

/** Which model, as it was measured. */
final class ModelSelection {
  @Option(names = "--model", paramLabel = "NAME", description = "The model's name.")
  private String model = "";

  @Option(names = "--model-version", paramLabel = "VERSION", description = "The model's version.")
  private String version = "";

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description = "The model's stage: Production, Staging, Development.")
  private String stage = "";

  @Option(
      names = "--dataset",
      paramLabel = "VERSION",
      description = "The version of the data that it was measured on.")
  private String dataset = "";

  String model() {
    return model;
  }

  String version() {
    return version;
  }

  String stage() {
    return stage;
  }

  String dataset() {
    return dataset;
  }
}
