package dev.visionlog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.testing.RealServer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A real server, and the command line beside it. */
final class CliServer implements AutoCloseable {
  private final RealServer server = new RealServer();

  String address() {
    return server.address();
  }

  /** A command line that knows this server. */
  CliRun cli() {
    return new CliRun().systemClock().server(address());
  }

  /** Runs a command that has to work. */
  CliRun run(String... args) {
    return runWithInput("", args);
  }

  /** The same with something on standard input. */
  CliRun runWithInput(String input, String... args) {
    CliRun cli = cli().input(input);
    int exitCode = cli.run(args);
    assertThat(exitCode).as(() -> String.join(" ", args) + ": " + cli.err()).isZero();
    return cli;
  }

  /** The messages that a query finds, as it prints them. */
  List<String> messages(String... query) {
    CliRun cli = cli();
    String[] args =
        Stream.concat(Stream.of("query", "--json"), Arrays.stream(query)).toArray(String[]::new);
    assertThat(cli.run(args)).as(cli::err).isZero();
    return cli.jsonLines().stream().map(entry -> entry.text("message")).toList();
  }

  /** The folder of its images. */
  Path images() {
    return server.images();
  }

  /** Straight from the database. */
  List<String> sql(String query) {
    return server.sql(query);
  }

  long count(String query) {
    return server.count(query);
  }

  @Override
  public void close() {
    server.close();
  }
}
