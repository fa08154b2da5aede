package dev.visionlog.benchmarks.sse;

import dev.visionlog.benchmarks.installation.Installation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./visionlog bench sse}: many browsers with a live tail, at one rate after the other. */
@Command(
    name = "visionlog bench sse",
    description = "Many browsers with a live tail, some of which do not read.",
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true)
public final class SseRun implements Callable<Integer> {
  private static final Duration CATCH_UP_WITHIN = Duration.ofSeconds(30);
  private static final Duration FLOOD = Duration.ofSeconds(10);
  private static final int WARM_UP_ENTRIES = 500;
  private static final int WARM_UP_RATE = 50;

  @Option(names = "--clients", defaultValue = "1000", description = "How many browsers.")
  private int clients;

  @Option(
      names = "--stalled",
      defaultValue = "50",
      description = "How many of them stop to read as soon as the tail has begun.")
  private int stalled;

  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "20,50,100,200,500",
      description = "Entries a second, one after the other.")
  private List<Integer> rates = List.of();

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "How long entries are written at each rate.")
  private int seconds;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    String tails = Integer.toString(clients + 100);
    try (Installation installation = Installation.start("--tail-max-streams", tails);
        EntryWriter writer = new EntryWriter(installation.grpcPort())) {
      installation.startBridge();
      writer.flood(FLOOD);
      long alone = writer.flood(FLOOD);
      report(installation, "without browsers");
      try (Browsers browsers = new Browsers(installation.webPort(), clients, stalled)) {
        measure(installation, writer, browsers);
        long together = writer.flood(FLOOD);
        report(installation, "after all of it");
        System.out.printf(
            "%nas fast as it goes: %,d entries/s without browsers, %,d with them (%.2f)%n",
            alone, together, (double) together / alone);
      }
    }
    return 0;
  }

  private void measure(Installation installation, EntryWriter writer, Browsers browsers)
      throws IOException, InterruptedException {
    new Step(installation, writer, browsers, WARM_UP_RATE, WARM_UP_ENTRIES).run(CATCH_UP_WITHIN);
    report(installation, clients + " browsers");
    System.out.println(Step.HEADER);
    for (int rate : rates) {
      Step step = new Step(installation, writer, browsers, rate, rate * seconds);
      System.out.println(step.run(CATCH_UP_WITHIN));
    }
    report(installation, "after these");
  }

  private static void report(Installation installation, String when) throws IOException {
    System.out.printf(
        "%s: bridge %d MB live on the heap, %d MB of buffers, %d MB resident; server %d MB,"
            + " %d MB, %d MB%n",
        when,
        installation.bridge().figures().liveHeapMegabytes(),
        installation.bridge().figures().bufferMegabytes(),
        installation.bridge().figures().residentMegabytes(),
        installation.server().figures().liveHeapMegabytes(),
        installation.server().figures().bufferMegabytes(),
        installation.server().figures().residentMegabytes());
  }
}
