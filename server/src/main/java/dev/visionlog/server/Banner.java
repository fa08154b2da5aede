package dev.visionlog.server;

import dev.visionlog.server.config.Settings;
import dev.visionlog.server.embedded.EmbeddedPostgres;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Says where everything is; in colour if the start script saw a terminal (https://no-color.org is
 * respected).
 */
final class Banner {
  private static final String BOLD = "\u001b[1;36m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintStream out;
  private final Settings settings;
  private final RunningServer server;
  private final OpenDatabase database;
  private final Optional<String> page;
  private final boolean colour;

  Banner(
      PrintStream out,
      Settings settings,
      RunningServer server,
      OpenDatabase database,
      Optional<String> page) {
    this.out = out;
    this.settings = settings;
    this.server = server;
    this.database = database;
    this.page = page;
    this.colour = Boolean.getBoolean("visionlog.terminal") && System.getenv("NO_COLOR") == null;
  }

  void print() {
    out.println(
        (colour ? BOLD : "") + "Visionlog " + Version.text() + " is up" + (colour ? PLAIN : ""));
    page.ifPresent(address -> line("page", address));
    line(
        "gRPC",
        settings.grpc().host() + ":" + server.port() + " (plaintext, reflection and health on)");
    server
        .metricsPort()
        .ifPresent(port -> line("metrics", "http://127.0.0.1:" + port + "/metrics"));
    database.postgres().ifPresentOrElse(this::embedded, this::external);
    line("try", "./visionlog generate --rate 20   and in another terminal   ./visionlog tail");
    line("stop", "Ctrl-C");
    out.flush();
  }

  private void embedded(EmbeddedPostgres postgres) {
    line("data", settings.dataDir().toAbsolutePath().normalize().toString());
    line("psql", postgres.psqlCommand());
  }

  private void external() {
    line("database", settings.database().jdbcUrl().orElse(""));
  }

  private void line(String name, String text) {
    out.printf("  %s%-9s%s %s%n", colour ? BOLD : "", name, colour ? PLAIN : "", text);
  }
}
