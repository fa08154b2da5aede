package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.Filters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which predictions: a filter, and options for the most usual parts of one. */
final class PredictionSelection {
  @Parameters(
      arity = "0..*",
      paramLabel = "FILTER",
      description =
          "Which predictions, such as 'defect_detected = true AND confidence < 0.6 AND class:person'. All if not given."
              + " Quote it for the shell; after -- it may begin with a minus.")
  private List<String> words = new ArrayList<>();

  @Option(names = "--camera", paramLabel = "ID", description = "Only this camera.")
  private @Nullable Long camera;

  @Option(names = "--device", paramLabel = "ID", description = "Only this edge device.")
  private @Nullable String device;

  @Option(names = "--model", paramLabel = "NAME", description = "Only this model.")
  private @Nullable String model;

  @Option(
      names = "--model-version",
      paramLabel = "VERSION",
      description = "Only this version of a model.")
  private @Nullable String modelVersion;

  @Option(names = "--defects", description = "Only those with a defect.")
  private boolean defects;

  @Option(names = "--no-defects", description = "Only those without a defect.")
  private boolean noDefects;

  @Option(names = "--defect-type", paramLabel = "TYPE", description = "Only this type of defect.")
  private @Nullable String defectType;

  @Option(names = "--failed", description = "Only those whose status is not success.")
  private boolean failed;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description =
          "Only predictions with this text in the image id, defect type, classes, notes or error message, whatever the"
              + " case.")
  private @Nullable String search;

  /** Everything as one filter. */
  String filter() {
    if (defects && noDefects) {
      throw CommandFailure.usage("Only one of --defects and --no-defects can be given");
    }
    String filter = String.join(" ", words);
    filter = camera == null ? filter : Filters.and(filter, "camera_id = " + camera);
    filter = with(filter, "edge_device_id", device);
    filter = with(filter, "model_name", model);
    filter = with(filter, "model_version", modelVersion);
    filter = defects ? Filters.and(filter, "defect_detected = true") : filter;
    filter = noDefects ? Filters.and(filter, "defect_detected = false") : filter;
    filter = with(filter, "defect_type", defectType);
    filter = failed ? Filters.and(filter, "status != \"success\"") : filter;
    return search == null ? filter : Filters.and(filter, Filters.quote(search));
  }

  private static String with(String filter, String field, @Nullable String value) {
    return value == null ? filter : Filters.and(filter, field + " = " + Filters.quote(value));
  }
}
