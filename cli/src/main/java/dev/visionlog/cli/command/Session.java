package dev.visionlog.cli.command;

import com.google.protobuf.Message;
import dev.visionlog.cli.connection.Backoff;
import dev.visionlog.cli.connection.Connection;
import dev.visionlog.cli.connection.Interruption;
import dev.visionlog.cli.output.Colors;
import dev.visionlog.cli.output.CompactEntries;
import dev.visionlog.cli.output.CompactPredictions;
import dev.visionlog.cli.output.EntryFormat;
import dev.visionlog.cli.output.FullEntries;
import dev.visionlog.cli.output.FullPredictions;
import dev.visionlog.cli.output.Json;
import dev.visionlog.cli.output.JsonEntries;
import dev.visionlog.cli.output.JsonPredictions;
import dev.visionlog.cli.output.Notices;
import dev.visionlog.cli.output.Output;
import dev.visionlog.cli.output.Renderer;
import dev.visionlog.cli.output.Surroundings;
import dev.visionlog.cli.output.TimeArgument;
import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.Prediction;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What every command needs, made from the options and the surroundings when it is first used. For
 * one thread.
 */
public final class Session implements AutoCloseable {
  private final Surroundings surroundings;
  private final Interruption interruption;
  private final GlobalOptions options;
  private final Output out;
  private @Nullable Connection connection;
  private @Nullable Notices notices;

  public Session(Surroundings surroundings, Interruption interruption, GlobalOptions options) {
    this.surroundings = surroundings;
    this.interruption = interruption;
    this.options = options;
    this.out = new Output(surroundings.out());
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Interruption interruption() {
    return interruption;
  }

  GlobalOptions options() {
    return options;
  }

  public Output out() {
    return out;
  }

  public Notices notices() {
    if (notices == null) {
      notices = new Notices(surroundings, options.quiet());
    }
    return notices;
  }

  /** The address of the server, also before there is a connection. */
  public String server() {
    return options.server(surroundings.variables());
  }

  Connection connection() {
    if (connection == null) {
      connection = new Connection(server(), options.timeout());
    }
    return connection;
  }

  Backoff backoff() {
    return new Backoff(RandomGenerator.getDefault());
  }

  boolean json() {
    return options.json();
  }

  Colors colors() {
    return new Colors(options.color(surroundings.variables(), surroundings.outputIsTerminal()));
  }

  ZoneId zone() {
    return options.zone(surroundings.zone());
  }

  TimeText times() {
    return new TimeText(zone());
  }

  TimeArgument timeArguments() {
    return new TimeArgument(surroundings.clock(), zone());
  }

  Renderer<LogEntry> entries(EntryFormat format, boolean extra) {
    return switch (json() ? EntryFormat.JSON : format) {
      case COMPACT -> new CompactEntries(times(), colors(), extra);
      case FULL -> new FullEntries(times(), colors());
      case JSON -> new JsonEntries();
    };
  }

  Renderer<Prediction> predictions(EntryFormat format, boolean extra) {
    return switch (json() ? EntryFormat.JSON : format) {
      case COMPACT -> new CompactPredictions(times(), colors(), extra);
      case FULL -> new FullPredictions(times(), colors());
      case JSON -> new JsonPredictions();
    };
  }

  /** Prints the document if JSON is wanted, otherwise the lines for people. */
  void print(Message document, Lines lines) {
    List<String> text = json() ? List.of(Json.document(document)) : lines.get();
    text.forEach(out::line);
  }

  /** Prints a line of JSON for each item if JSON is wanted, otherwise the lines for people. */
  <T> void printEach(List<T> items, Function<T, String> json, Lines lines) {
    List<String> text = json() ? items.stream().map(json).toList() : lines.get();
    text.forEach(out::line);
    out.flush();
  }

  /** Lines for people; not made if nobody wants them. */
  interface Lines {
    List<String> get();
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
    }
  }
}
