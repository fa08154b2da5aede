package dev.visionlog.benchmarks.queries;

import dev.visionlog.benchmarks.installation.Installation;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./visionlog bench queries}: years of more and more entries, each in a new server. */
@Command(
    name = "visionlog bench queries",
    description = "How long questions take, how fast exports are and what entries need on disk.",
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true)
public final class QueriesRun implements Callable<Integer> {
  private static final int FACTOR = 10;

  @Option(names = "--entries", defaultValue = "10000000", description = "In the largest year.")
  private long entries;

  @Option(
      names = "--from",
      defaultValue = "10000",
      description = "In the smallest year. Each has ten times as many as the one before.")
  private long from;

  @Option(names = "--rounds", defaultValue = "40", description = "How often each is asked.")
  private int rounds;

  @Option(names = "--writers", defaultValue = "4", description = "How many load at once.")
  private int writers;

  @Option(names = "--seed", defaultValue = "1", description = "Of all that is by chance.")
  private long seed;

  @Option(names = "--end", description = "Where the year ends, such as 2026-01-31T18:00:00Z; now.")
  private Optional<Instant> end = Optional.empty();

  @Option(names = "--hold", description = "Leave the last server running until Enter is pressed.")
  private boolean hold;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    Instant last = end.orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS));
    Report report = new Report();
    for (long count = Math.min(from, entries); count <= entries; count *= FACTOR) {
      System.out.printf(
          "%n%,d entries; %d rounds, %d writers; --seed %d --end %s%n",
          count, rounds, writers, seed, last);
      measure(count, last, report);
    }
    return 0;
  }

  private void measure(long count, Instant last, Report report)
      throws IOException, InterruptedException, SQLException {
    try (Installation installation = Installation.start()) {
      installation.startBridge();
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", installation.grpcPort())
              .usePlaintext()
              .build();
      try {
        Step step = new Step(installation, channel, seed, last, count, report);
        step.load(writers);
        step.measureQueries(rounds);
        System.out.print(report.queries());
        step.measureSizes();
        step.measureExports();
        System.out.print(report.rest());
      } finally {
        channel.shutdownNow();
      }
      if (hold && count * FACTOR > entries) {
        System.out.println("\n" + installation.psqlCommand());
        System.in.read();
      }
    }
  }
}
