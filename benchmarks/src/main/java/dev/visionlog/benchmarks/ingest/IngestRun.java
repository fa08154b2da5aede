package dev.visionlog.benchmarks.ingest;

import dev.visionlog.benchmarks.installation.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./visionlog bench ingest}: entries, predictions and images, round by round. */
@Command(
    name = "visionlog bench ingest",
    description = "How fast entries, predictions and images become durable.",
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true)
public final class IngestRun implements Callable<Integer> {
  private static final int WINDOW = 8;
  private static final int IMAGE_WINDOW = 2;

  @Option(names = "--writers", defaultValue = "4", description = "How many write at once.")
  private int writers;

  @Option(names = "--batch", defaultValue = "100", description = "Entries in a batch.")
  private int batch;

  @Option(names = "--image-batch", defaultValue = "32", description = "Images in a batch.")
  private int imageBatch;

  @Option(names = "--image-bytes", defaultValue = "100000", description = "Size of an image.")
  private int imageBytes;

  @Option(names = "--rounds", defaultValue = "5", description = "How often each is measured.")
  private int rounds;

  @Option(names = "--seconds", defaultValue = "5", description = "How long, each time.")
  private int seconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("visionlog.root", "."));
    try (Installation installation = Installation.start(root)) {
      Images images = Images.of(imageBytes);
      Table table = new Table(candidates(installation, images));
      table.warmUp(Duration.ofSeconds(seconds));
      for (int round = 0; round < rounds; round++) {
        table.measure(Duration.ofSeconds(seconds));
      }
      System.out.printf(
          "%n%d writers, batches of %d, %d with images of %,d bytes; %d rounds of %d s%n%n%s",
          writers, batch, imageBatch, images.bytes(), rounds, seconds, table);
    }
    return 0;
  }

  /** The first is what the others are compared with. */
  private List<Candidate> candidates(Installation installation, Images images) {
    int port = installation.grpcPort();
    Predictions alone = new Predictions(batch, Optional.empty());
    Predictions withImages = new Predictions(imageBatch, Optional.of(images));
    return List.of(
        new StreamCandidate<>("entries", port, new Entries(batch), writers, WINDOW),
        new StreamCandidate<>("predictions", port, alone, writers, WINDOW),
        new StreamCandidate<>("with images", port, withImages, writers, IMAGE_WINDOW),
        new DiskCandidate("disk, each", installation.data(), 1, images),
        new DiskCandidate("disk, batches", installation.data(), imageBatch, images));
  }
}
