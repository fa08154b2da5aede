package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.Mapped;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.v1.GetPredictionImageRequest;
import dev.visionlog.v1.GetPredictionImageResponse;
import dev.visionlog.v1.ImageView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which picture of a prediction's image. */
final class ImageOptions {
  enum View {
    ORIGINAL,
    THUMBNAIL,
    ANNOTATED
  }

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      description =
          "original (as it is stored, the default), thumbnail or annotated (with boxes drawn on it).")
  private View view = View.ORIGINAL;

  @Option(
      names = "--max-side",
      paramLabel = "PIXELS",
      description = "The longest side of a thumbnail, 16 to 1024; 320 by default.")
  private int maxSide;

  @Option(names = "--boxes", description = "Draw the boxes on a thumbnail too.")
  private boolean boxes;

  /**
   * Fetches the image.
   *
   * @param file null for standard output
   */
  void write(Session session, long id, @Nullable Path file) throws IOException {
    GetPredictionImageRequest request =
        GetPredictionImageRequest.newBuilder()
            .setId(id)
            .setView(ImageView.valueOf(view.name()))
            .setMaxSide(maxSide)
            .setWithBoxes(boxes)
            .build();
    Iterator<GetPredictionImageResponse> answers =
        session.connection().patientPredictions().getPredictionImage(request);
    new Download(session, file, Amounts::bytes).write(new Mapped<>(answers, new Counted()::chunk));
  }

  /** How many bytes have come. */
  private static final class Counted {
    private long bytes;

    Download.Chunk chunk(GetPredictionImageResponse answer) {
      bytes += answer.getData().size();
      return new Download.Chunk(answer.getData(), bytes);
    }
  }
}
