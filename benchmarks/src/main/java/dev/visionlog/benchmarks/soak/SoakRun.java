package dev.visionlog.benchmarks.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./visionlog soak}. */
@Command(
    name = "visionlog soak",
    description = {
      "Puts a server of its own under one fault after the other, with writers and readers",
      "that know what must be there at the end.",
      "The status is 1 if anything is missing, double or out of order."
    },
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true)
public final class SoakRun implements Callable<Integer> {
  private static final int FAILURE = 1;
  private static final int WRONG_OPTION = 2;
  private static final int DISK_MEGABYTES = 1024;
  private static final int DISK_MEGABYTES_A_MINUTE = 40;

  @Option(names = "--minutes", defaultValue = "10", description = "How long faults go on.")
  private int minutes;

  @Option(
      names = "--rate",
      defaultValue = "500",
      description = "Messages a second, of all writers together.")
  private int rate;

  @Option(
      names = "--seed",
      description = "Of the order of faults. Another one each time if it is not given.")
  private @Nullable Long seed;

  @Option(
      names = "--quiet",
      defaultValue = "8",
      description = "Seconds between a recovery and the next fault.")
  private int quiet;

  @Option(
      names = "--longest",
      defaultValue = "6",
      description = "Seconds that a fault lasts at most, if it lasts.")
  private int longest;

  @Option(names = "--stalled", defaultValue = "100", description = "Tails that do not read.")
  private int stalled;

  @Option(names = "--faults", split = ",", description = "Only these. All if none are given.")
  private List<String> faults = List.of();

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new SoakRun())
            .setExecutionExceptionHandler((error, command, parsed) -> failed(error))
            .execute(arguments));
  }

  private static int failed(Exception error) {
    System.err.println("visionlog soak: " + error.getMessage());
    return error instanceof IllegalArgumentException ? WRONG_OPTION : FAILURE;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    SoakSettings settings = settings();
    Path folder = Files.createTempDirectory("visionlog-soak");
    try {
      boolean well = run(settings, Commands.ofScript(), folder).isEmpty();
      if (well) {
        delete(folder);
      }
      return well ? 0 : FAILURE;
    } finally {
      // What was said is kept, what was stored is not.
      delete(folder.resolve("data"));
    }
  }

  private List<String> run(SoakSettings settings, Commands commands, Path folder)
      throws IOException, InterruptedException, SQLException {
    Soak soak = new Soak(settings, commands, folder, System.out);
    // It also ends everything when it is itself told to end.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(soak), "end-children"));
    try {
      return soak.run();
    } finally {
      soak.close();
    }
  }

  private SoakSettings settings() {
    if (minutes < 1) {
      throw new IllegalArgumentException("Invalid minutes " + minutes + ". Must be 1 or more");
    }
    return new SoakSettings(
        Duration.ofMinutes(minutes),
        faults,
        rate,
        seed == null ? new Random().nextInt(1_000_000) : seed,
        Duration.ofSeconds(quiet),
        Duration.ofSeconds(longest),
        stalled,
        DISK_MEGABYTES + minutes * DISK_MEGABYTES_A_MINUTE);
  }

  private static void end(Soak soak) {
    try {
      soak.close();
    } catch (IOException left) {
      System.err.println("visionlog soak: cannot end everything: " + left);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
