package dev.visionlog.server;

import dev.visionlog.server.config.LoadedSettings;
import dev.visionlog.server.store.postgres.MigrationStatus;
import dev.visionlog.server.store.postgres.Migrations;
import java.io.PrintStream;
import java.util.List;

/** {@code visionlog migrate status|up|down [STEPS]}. Down takes one step unless told otherwise. */
final class MigrateCommand {
  private final LoadedSettings loaded;
  private final PrintStream out;
  private final PrintStream err;

  MigrateCommand(LoadedSettings loaded, PrintStream out, PrintStream err) {
    this.loaded = loaded;
    this.out = out;
    this.err = err;
  }

  int run() {
    List<String> words = loaded.operands();
    String action = words.isEmpty() ? "status" : words.get(0);
    String steps = words.size() > 1 ? words.get(1) : "1";
    boolean known = List.of("status", "up", "down").contains(action);
    if (!known
        || words.size() > (action.equals("down") ? 2 : 1)
        || !steps.matches("[1-9][0-9]{0,3}")) {
      err.println("Usage: visionlog migrate status|up|down [STEPS]");
      return 2;
    }
    try (OpenDatabase open = OpenDatabase.of(loaded.settings())) {
      Migrations migrations = new Migrations(open.database().dataSource());
      switch (action) {
        case "up" -> out.println("Applied " + migrations.up().size());
        case "down" -> out.println("Took back " + migrations.down(Integer.parseInt(steps)).size());
        default -> migrations.status().forEach(this::print);
      }
    }
    return 0;
  }

  private void print(MigrationStatus status) {
    out.printf(
        "V%03d  %-30s %s%n",
        status.version(),
        status.name(),
        status.appliedAt().map(time -> "applied " + time).orElse("pending"));
  }
}
