package dev.visionlog.server.embedded;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts PostgreSQL's programs in a session of their own and never as root.
 *
 * <p>The own session matters: a Ctrl-C in the terminal goes to every process of the foreground
 * group, and the database must outlive the server's own orderly end.
 */
final class Launcher {
  private final List<String> prefix;

  private Launcher(List<String> prefix) {
    this.prefix = prefix;
  }

  static Launcher detect() {
    List<String> prefix = new ArrayList<>();
    if (isRoot()) {
      prefix.addAll(asAnotherUser());
    }
    prefix.addAll(inOwnSession());
    return new Launcher(prefix);
  }

  /** Starts a program that goes on running; what it prints goes to a file. */
  Process start(Path output, Path program, List<String> arguments) throws IOException {
    ProcessBuilder builder = builder(program, arguments);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(output.toFile());
    return builder.start();
  }

  /** Runs a program to its end; fails with what it printed if it fails. */
  void run(Path program, List<String> arguments, String input)
      throws IOException, InterruptedException {
    Process process = builder(program, arguments).start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new EmbeddedPostgresException(program.getFileName() + " failed: " + output.strip());
    }
  }

  private ProcessBuilder builder(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    return builder;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** A user namespace in which root is nobody; files keep their owner, the process its id. */
  private static List<String> asAnotherUser() {
    if (succeeds("unshare", "-U", "true")) {
      return List.of("unshare", "-U");
    }
    throw new EmbeddedPostgresException(
        "PostgreSQL refuses to run as root, and 'unshare -U' is not allowed here. Start Visionlog as an ordinary user, or use a PostgreSQL of your own: set VISIONLOG_DATABASE_URL");
  }

  private static List<String> inOwnSession() {
    return isInstalled("setsid")
        ? List.of("setsid")
        : isInstalled("perl")
            ? List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die $!")
            : List.of();
  }

  private static boolean isInstalled(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .anyMatch(Files::isExecutable);
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
