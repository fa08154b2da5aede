package dev.visionlog.benchmarks.tail;

import dev.visionlog.benchmarks.figures.Arrivals;
import dev.visionlog.benchmarks.figures.ProcessFigures;
import dev.visionlog.benchmarks.ingest.Entries;
import dev.visionlog.benchmarks.ingest.StreamCandidate;
import dev.visionlog.benchmarks.installation.Installation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./visionlog bench tail}: from the writer to those who watch, and the server's memory. */
@Command(
    name = "visionlog bench tail",
    description = "How soon tails see what is written, and what memory the server takes.",
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true)
public final class TailRun implements Callable<Integer> {
  private static final int WARM_UP_SECONDS = 10;
  private static final int WINDOW = 8;
  private static final Duration CATCH_UP_WITHIN = Duration.ofSeconds(60);

  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "1000,5000",
      description = "Entries a second, one after the other.")
  private List<Integer> rates = List.of();

  @Option(
      names = "--tails",
      split = ",",
      defaultValue = "1,20",
      description = "How many tails watch, one after the other.")
  private List<Integer> tails = List.of();

  @Option(names = "--seconds", defaultValue = "20", description = "How long, at each rate.")
  private int seconds;

  @Option(names = "--many", defaultValue = "200", description = "Tails at full ingest.")
  private int many;

  @Option(names = "--stalled", defaultValue = "20", description = "How many of these do not read.")
  private int stalled;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Installation installation = Installation.start();
        PacedWriter writer = new PacedWriter(installation.grpcPort())) {
      String atRest = memory("at rest, just started", installation.server().figures());
      measureLatency(installation, writer);
      System.out.printf(
          "%n| server | live on the heap | network buffers | resident |%n|---|---:|---:|---:|%n%s",
          atRest);
      measureMemory(installation);
    }
    return 0;
  }

  private void measureLatency(Installation installation, PacedWriter writer)
      throws InterruptedException {
    System.out.printf(
        "%n| tails | entries/s | seen | median | p90 | p99 | most |%n|---:|---:|---:|---:|---:|---:|---:|%n");
    for (int count : tails) {
      try (Tails open = new Tails(installation.grpcPort(), count, 0)) {
        Tail first = open.reading().get(0);
        run(writer, first, rates.get(0), WARM_UP_SECONDS);
        for (int rate : rates) {
          System.out.printf("| %d | %,d %s%n", count, rate, run(writer, first, rate, seconds));
        }
      }
    }
  }

  private static String run(PacedWriter writer, Tail tail, int rate, int seconds)
      throws InterruptedException {
    long head = writer.head();
    Arrivals arrivals = new Arrivals(head + 1, rate * seconds);
    tail.measure(arrivals);
    writer.write(rate, seconds, arrivals);
    awaitPosition(tail, writer.head());
    return "| %,d | %.1f ms | %.1f ms | %.1f ms | %.1f ms |"
        .formatted(
            arrivals.latencies().total(),
            milliseconds(arrivals, 0.5),
            milliseconds(arrivals, 0.9),
            milliseconds(arrivals, 0.99),
            milliseconds(arrivals, 1));
  }

  private static void awaitPosition(Tail tail, long position) throws InterruptedException {
    long end = System.nanoTime() + CATCH_UP_WITHIN.toNanos();
    while (tail.position() < position && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static double milliseconds(Arrivals arrivals, double share) {
    return arrivals.latencies().percentile(share).toNanos() / 1e6;
  }

  private void measureMemory(Installation installation) throws IOException, InterruptedException {
    StreamCandidate<?> ingest =
        new StreamCandidate<>("", installation.grpcPort(), new Entries(100), 4, WINDOW);
    ProcessFigures server = installation.server().figures();
    ingest.run(Duration.ofSeconds(seconds));
    System.out.print(memory("after full ingest", server));
    try (Tails open = new Tails(installation.grpcPort(), many, stalled)) {
      Thread writers = new Thread(() -> run(ingest));
      writers.start();
      TimeUnit.SECONDS.sleep(seconds / 2);
      System.out.print(
          memory("full ingest, %d tails, %d of them stalled".formatted(many, stalled), server));
      writers.join();
      long skipped = open.reading().stream().mapToLong(Tail::skipped).max().orElse(0);
      System.out.printf(
          "%nOf the tails that read, the slowest was told of %,d it missed.%n", skipped);
    }
  }

  private void run(StreamCandidate<?> ingest) {
    try {
      long begun = System.nanoTime();
      long written = ingest.run(Duration.ofSeconds(seconds));
      System.out.printf(
          "| (%,.0f entries/s meanwhile) | | | |%n", written * 1e9 / (System.nanoTime() - begun));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static String memory(String when, ProcessFigures server) throws IOException {
    return "| %s | %d MB | %d MB | %d MB |%n"
        .formatted(
            when, server.liveHeapMegabytes(), server.bufferMegabytes(), server.residentMegabytes());
  }
}
