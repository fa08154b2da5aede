package dev.visionlog.benchmarks.ingest;

import dev.visionlog.benchmarks.installation.Installation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
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
  /** Of the largest batch of COPY, which has no network and no acknowledgements to wait for. */
  private static final int LARGEST = 10_000;

  private static final int PREDICTIONS = 100;
  private static final int WINDOW = 8;
  private static final int IMAGE_WINDOW = 2;

  @Option(
      names = "--writers",
      split = ",",
      defaultValue = "1,4,16",
      description = "How many write at once.")
  private List<Integer> writers = List.of();

  @Option(
      names = "--batch",
      split = ",",
      defaultValue = "32,100,1000",
      description = "Entries in a batch.")
  private List<Integer> batches = List.of();

  @Option(names = "--entries-only", description = "No predictions, no images, no single inserts.")
  private boolean entriesOnly;

  @Option(names = "--image-batch", defaultValue = "32", description = "Images in a batch.")
  private int imageBatch;

  @Option(names = "--image-bytes", defaultValue = "100000", description = "Size of an image.")
  private int imageBytes;

  @Option(names = "--rounds", defaultValue = "5", description = "How often each is measured.")
  private int rounds;

  @Option(names = "--seconds", defaultValue = "5", description = "How long, each time.")
  private int seconds;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    try (Installation installation = Installation.start();
        Connection database = CopyCandidate.prepare(installation.connect(), LARGEST)) {
      Table table = new Table(installation, database, candidates(installation, database));
      table.warmUp(Duration.ofSeconds(seconds));
      for (int round = 0; round < rounds; round++) {
        table.measure(Duration.ofSeconds(seconds));
      }
      System.out.printf("%n%d rounds of %d s%n%n%s", rounds, seconds, table);
    }
    return 0;
  }

  private List<Candidate> candidates(Installation installation, Connection database)
      throws IOException {
    List<Candidate> all = new ArrayList<>();
    all.add(new CopyCandidate("COPY alone, 10,000 a commit", database, LARGEST));
    for (int batch : batches) {
      all.add(new CopyCandidate("COPY alone, %,d a commit".formatted(batch), database, batch));
    }
    for (int batch : batches) {
      for (int each : writers) {
        String name = "entries, %d × %,d".formatted(each, batch);
        all.add(stream(installation, name, new Entries(batch), each, WINDOW));
      }
    }
    if (!entriesOnly) {
      all.add(new InsertCandidate("INSERT alone, one a commit", database));
      addPredictions(all, installation);
    }
    return all;
  }

  private void addPredictions(List<Candidate> all, Installation installation) throws IOException {
    Images images = Images.of(imageBytes);
    Predictions alone = new Predictions(PREDICTIONS, Optional.empty());
    Predictions withImages = new Predictions(imageBatch, Optional.of(images));
    String size = " of %,d KB".formatted(images.bytes() / 1_000);
    all.add(stream(installation, "predictions, 4 × " + PREDICTIONS, alone, 4, WINDOW));
    all.add(
        stream(
            installation,
            "with images" + size + ", 4 × " + imageBatch,
            withImages,
            4,
            IMAGE_WINDOW));
    all.add(new DiskCandidate("disk alone, images, each", installation.data(), 1, images));
    all.add(
        new DiskCandidate(
            "disk alone, images, " + imageBatch + " each",
            installation.data(),
            imageBatch,
            images));
  }

  private static Candidate stream(
      Installation installation, String name, Freight<?> freight, int writers, int window) {
    return new StreamCandidate<>(name, installation.grpcPort(), freight, writers, window);
  }
}
