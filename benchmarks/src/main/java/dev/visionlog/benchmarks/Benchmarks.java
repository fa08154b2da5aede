package dev.visionlog.benchmarks;

import dev.visionlog.benchmarks.appender.AppenderRun;
import dev.visionlog.benchmarks.ingest.IngestRun;
import dev.visionlog.benchmarks.queries.QueriesRun;
import dev.visionlog.benchmarks.sse.SseRun;
import dev.visionlog.benchmarks.start.StartRun;
import dev.visionlog.benchmarks.tail.TailRun;
import java.util.Arrays;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import picocli.CommandLine;

/** {@code ./visionlog bench}: runs what its first argument names. */
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] args) throws RunnerException {
    try {
      run(args);
    } catch (CommandLineOptionException refused) {
      System.err.println("visionlog bench: " + refused.getMessage() + "\n\n" + usage());
      System.exit(2);
    }
  }

  private static void run(String[] args) throws CommandLineOptionException, RunnerException {
    String name = args.length == 0 ? "" : args[0];
    String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
    switch (name) {
      case "appender" -> AppenderRun.run(rest);
      case "ingest" -> System.exit(new CommandLine(new IngestRun()).execute(rest));
      case "queries" -> System.exit(new CommandLine(new QueriesRun()).execute(rest));
      case "start" -> System.exit(new CommandLine(new StartRun()).execute(rest));
      case "tail" -> System.exit(new CommandLine(new TailRun()).execute(rest));
      case "sse" -> System.exit(new CommandLine(new SseRun()).execute(rest));
      case "", "help", "-h", "--help" -> System.out.print(usage());
      default -> throw new CommandLineOptionException("There is no benchmark " + name);
    }
  }

  private static String usage() {
    return """
        visionlog bench NAME [PART…] [OPTION…]

          appender   what logging costs the thread that logs: ours beside others
        %s  ingest     how fast entries, predictions and images become durable, beside what the disk can do
          queries    how long questions take, how fast exports are, what entries need on disk
          start      how long the server takes to start
          tail       how soon tails see what is written, and what memory the server takes
          sse        a thousand browsers with a live tail: does each get everything, and what does it cost

        The appender's options are JMH's: -f 3 for three JVMs each, -wi and -i for how often, -h for all.
        docs/benchmarks.md says what is measured and what came out.
        """
        .formatted(AppenderRun.parts());
  }
}
