package dev.visionlog.benchmarks.start;

import dev.visionlog.benchmarks.installation.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./visionlog bench start}: from the command to the first call that is answered. */
@Command(
    name = "visionlog bench start",
    description = "How long the server takes to start.",
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true)
public final class StartRun implements Callable<Integer> {
  @Option(names = "--rounds", defaultValue = "5", description = "How often each is measured.")
  private int rounds;

  @Override
  public Integer call() throws IOException {
    // Unpacks PostgreSQL, where that has not been done before.
    Installation.start().close();
    List<Double> fresh = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      long begun = System.nanoTime();
      try (Installation installation = Installation.start()) {
        fresh.add(secondsSince(begun));
        long stopped = System.nanoTime();
        again.add(installation.restart());
        System.out.printf(
            "fresh folder %.1f s, again %.1f s (of %.1f s with the stop)%n",
            last(fresh), last(again), secondsSince(stopped));
      }
    }
    System.out.printf(
        "%n| | median |%n|---|---:|%n| fresh folder | %.1f s |%n| again | %.1f s |%n",
        median(fresh), median(again));
    return 0;
  }

  private static double last(List<Double> seconds) {
    return seconds.get(seconds.size() - 1);
  }

  private static double median(List<Double> seconds) {
    return seconds.stream().sorted().toList().get(seconds.size() / 2);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
