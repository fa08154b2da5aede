package dev.visionlog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.RunningServer;
import dev.visionlog.server.config.SettingsSources;
import dev.visionlog.server.store.postgres.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The real server on a database of its own, in this process, and the command line beside it. */
final class RealServer implements AutoCloseable {
  private final String name = TestPostgres.create();
  private final Database database = TestPostgres.open(name);
  private final RunningServer server =
      new RunningServer(
          new SettingsSources(List.of("--grpc-port", "0"), Map.of(), Path.of("target"))
              .load()
              .settings(),
          database,
          Clock.systemUTC());

  String address() {
    return "127.0.0.1:" + server.port();
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

  /** Straight from the database. */
  List<String> sql(String query) {
    return TestPostgres.query(name, query);
  }

  long count(String query) {
    return Long.parseLong(sql(query).get(0));
  }

  @Override
  public void close() {
    server.close();
    database.close();
  }
}
