package dev.visionlog.cli.command;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options of every command. */
public final class GlobalOptions {
  private static final String DEFAULT_SERVER = "127.0.0.1:50051";

  enum ColorMode {
    AUTO,
    ALWAYS,
    NEVER
  }

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      scope = ScopeType.INHERIT,
      description =
          "The server; by default the variable VISIONLOG_SERVER, or " + DEFAULT_SERVER + ".")
  private @Nullable String server;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description =
          "One JSON document, or one a line for streams: the contract's field names, 64-bit integers as strings.")
  private boolean json;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      description = "auto (on a terminal, unless NO_COLOR is set), always or never.")
  private ColorMode color = ColorMode.AUTO;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      scope = ScopeType.INHERIT,
      description =
          "The zone in which times are shown and read, such as Europe/Berlin; the local one by default.")
  private @Nullable ZoneId zone;

  @Option(names = "--utc", scope = ScopeType.INHERIT, description = "The same as --zone UTC.")
  private boolean utc;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      scope = ScopeType.INHERIT,
      description =
          "How long a call may take, such as 5s or 2m. By default 30s for calls that read, no limit for others.")
  private @Nullable Duration timeout;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Neither progress nor the state of the connection on standard error.")
  private boolean quiet;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean debug;

  String server(Map<String, String> variables) {
    String fromVariable = variables.getOrDefault("VISIONLOG_SERVER", "");
    String fallback = fromVariable.isBlank() ? DEFAULT_SERVER : fromVariable;
    return server == null ? fallback : server;
  }

  boolean json() {
    return json;
  }

  boolean color(Map<String, String> variables, boolean terminal) {
    return switch (color) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          terminal
              && variables.getOrDefault("NO_COLOR", "").isEmpty()
              && !variables.getOrDefault("TERM", "").equals("dumb");
    };
  }

  ZoneId zone(ZoneId local) {
    ZoneId chosen = zone == null ? local : zone;
    return utc ? ZoneOffset.UTC : chosen;
  }

  @Nullable Duration timeout() {
    return timeout;
  }

  boolean quiet() {
    return quiet;
  }

  /** Whether errors are to be shown with their stack traces. */
  public boolean debug() {
    return debug;
  }
}
