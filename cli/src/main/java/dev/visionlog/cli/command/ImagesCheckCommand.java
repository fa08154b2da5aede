package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.cli.output.SafeText;
import dev.visionlog.v1.CheckImagesRequest;
import dev.visionlog.v1.CheckImagesResponse;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    description =
        "Compares the images on disk with the predictions: files without a prediction, predictions without their file."
            + " With --exit-code it ends with 1 if there are any.",
    footer = {"", "Examples:", "  visionlog images check", "  visionlog images check --repair"})
final class ImagesCheckCommand extends SessionCommand {
  @Option(
      names = "--repair",
      description = "Delete files without a prediction, and mark images without a file as missing.")
  private boolean repair;

  @Option(names = "--exit-code", description = "End with 1 if something does not fit.")
  private boolean exitCode;

  ImagesCheckCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    CheckImagesResponse answer =
        session()
            .connection()
            .patientPredictions()
            .checkImages(CheckImagesRequest.newBuilder().setRepair(repair).build());
    session().print(answer, () -> lines(answer));
    boolean fits = answer.getOrphanFileCount() + answer.getMissingFileCount() == 0;
    return fits || !exitCode ? ExitCodes.OK : ExitCodes.FAILURE;
  }

  private static List<String> lines(CheckImagesResponse answer) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Amounts.of(answer.getFileCount(), "file", "files")
            + " and "
            + Amounts.of(
                answer.getPredictionCount(),
                "prediction with an image",
                "predictions with an image")
            + " compared");
    lines.add(
        Amounts.of(answer.getOrphanFileCount(), "file", "files")
            + " without a prediction ("
            + Amounts.bytes(answer.getOrphanFileBytes())
            + ")"
            + (answer.getRepaired() ? ": deleted" : ""));
    if (answer.getLeftoverFileCount() > 0) {
      lines.add(
          Amounts.of(answer.getLeftoverFileCount(), "file", "files")
              + " left by killed servers ("
              + Amounts.bytes(answer.getLeftoverFileBytes())
              + ")"
              + (answer.getRepaired() ? ": deleted" : ""));
    }
    answer.getOrphanFilesList().forEach(file -> lines.add("  " + SafeText.oneLine(file)));
    lines.add(
        Amounts.predictions(answer.getMissingFileCount())
            + " without their file"
            + (answer.getPredictionsRepaired() ? ": marked" : unmarked(answer)));
    answer.getMissingIdsList().forEach(id -> lines.add("  " + id));
    return lines;
  }

  /** When none of many is there, the server does not believe it. */
  private static String unmarked(CheckImagesResponse answer) {
    return answer.getRepaired() && answer.getMissingFileCount() > 0
        ? ": not marked, since none is there; is the disk mounted?"
        : "";
  }
}
