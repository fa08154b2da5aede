package dev.visionlog.benchmarks.appender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of this package, one after the other, and prints what comes out. */
public final class AppenderRun {
  private static final String CANDIDATE = "candidate";
  private static final int SEVERAL = 4;

  private final List<Part> parts;
  private final CommandLineOptions given;

  private AppenderRun(List<Part> parts, CommandLineOptions given) {
    this.parts = parts;
    this.given = given;
  }

  /**
   * @param args names of parts, all if there are none, and then JMH's options
   */
  public static void run(String[] args) throws CommandLineOptionException, RunnerException {
    List<Part> parts =
        Arrays.stream(args)
            .map(Part::named)
            .takeWhile(Optional::isPresent)
            .map(Optional::get)
            .toList();
    CommandLineOptions given =
        new CommandLineOptions(Arrays.copyOfRange(args, parts.size(), args.length));
    if (given.shouldHelp()) {
      showHelp(given);
    } else if (!given.getIncludes().isEmpty()) {
      throw new CommandLineOptionException("There is no part " + given.getIncludes().get(0));
    } else {
      new AppenderRun(parts.isEmpty() ? List.of(Part.values()) : parts, given).run();
    }
  }

  /** The parts, a line each. */
  public static String parts() {
    return Arrays.stream(Part.values())
        .map(part -> "    %-10s %s%n".formatted(part.word(), part.title()))
        .collect(Collectors.joining());
  }

  private static void showHelp(CommandLineOptions given) {
    try {
      given.showHelp();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void run() throws RunnerException {
    for (Part part : parts) {
      run(part);
    }
  }

  private void run(Part part) throws RunnerException {
    for (int count : threads(part)) {
      System.out.printf(
          "%n%s: %s; %d %s%n", part.word(), part.title(), count, count == 1 ? "thread" : "threads");
      System.out.println(Row.header());
      for (String candidate : candidates(part)) {
        for (RunResult result : measure(part, count, candidate)) {
          System.out.println(Row.of(result));
        }
      }
    }
  }

  private List<Integer> threads(Part part) {
    if (given.getThreads().hasValue()) {
      return List.of(given.getThreads().get());
    }
    return part.isShared() ? List.of(1, SEVERAL) : List.of(1);
  }

  private Collection<String> candidates(Part part) {
    if (!part.compares()) {
      return List.of("");
    }
    return given
        .getParameter(CANDIDATE)
        .orElse(Arrays.stream(Candidate.values()).map(Candidate::name).toList());
  }

  private Collection<RunResult> measure(Part part, int threads, String candidate)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(given)
            .include(part.pattern())
            .threads(threads)
            .addProfiler(GCProfiler.class)
            .addProfiler(TallyProfiler.class)
            .shouldFailOnError(true)
            .verbosity(given.verbosity().orElse(VerboseMode.SILENT));
    if (!candidate.isEmpty()) {
      options.param(CANDIDATE, candidate);
    }
    return new Runner(options.build()).run();
  }
}
