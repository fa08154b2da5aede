package dev.visionlog.cli;

import dev.visionlog.cli.connection.Interruption;
import dev.visionlog.cli.output.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Runs the command line in this process, with a fixed clock and everything it prints in hand. */
final class CliRun {
  static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  final Interruption interruption = new Interruption();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> variables = new HashMap<>();
  private InputStream in = InputStream.nullInputStream();
  private OutputStream target = out;
  private boolean terminal;
  private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

  CliRun server(FakeServer server) {
    return server(server.address());
  }

  CliRun server(String address) {
    return variable("VISIONLOG_SERVER", address);
  }

  CliRun systemClock() {
    clock = Clock.systemUTC();
    return this;
  }

  CliRun variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  CliRun input(String text) {
    return input(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  CliRun input(InputStream stream) {
    in = stream;
    return this;
  }

  CliRun output(OutputStream instead) {
    target = instead;
    return this;
  }

  CliRun onTerminal() {
    terminal = true;
    return this;
  }

  int run(String... args) {
    ZoneId zone = ZoneOffset.UTC;
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(in, target, errors, variables, terminal, terminal, terminal, clock, zone);
    return VisionlogCli.run(args, surroundings, interruption);
  }

  /** The same on a thread of its own; what it prints can be looked at meanwhile. */
  CompletableFuture<Integer> start(String... args) {
    return CompletableFuture.supplyAsync(() -> run(args), task -> daemon(task).start());
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "cli");
    thread.setDaemon(true);
    return thread;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  List<String> lines() {
    return out().lines().toList();
  }

  /** The lines that are complete, each parsed as JSON. */
  List<JsonValue> jsonLines() {
    String text = out();
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(JsonValue::parse).toList();
  }

  /** All of the output as one JSON document. */
  JsonValue json() {
    return JsonValue.parse(out());
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
