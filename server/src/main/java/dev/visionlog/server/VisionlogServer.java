package dev.visionlog.server;

import dev.visionlog.server.config.ConfigCommand;
import dev.visionlog.server.config.LoadedSettings;
import dev.visionlog.server.config.SettingsException;
import dev.visionlog.server.config.SettingsSources;
import dev.visionlog.server.embedded.EmbeddedPostgresException;
import dev.visionlog.server.image.ImageStoreException;
import dev.visionlog.server.store.StoreUnavailableException;
import dev.visionlog.server.store.postgres.MigrationException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The server's commands: {@code up}, {@code config} and {@code migrate}. */
public final class VisionlogServer {
  private static final int OK = 0;
  private static final int FAILURE = 1;
  private static final int USAGE = 2;

  private VisionlogServer() {}

  public static void main(String[] arguments) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    int status = run(List.of(arguments), System.out, System.err);
    if (status != OK) {
      System.exit(status);
    }
  }

  /**
   * Runs a command and returns the exit status. Errors for people go to {@code err}, without a
   * trace.
   */
  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    String command = arguments.isEmpty() ? "" : arguments.get(0);
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    try {
      return switch (command) {
        case "up" -> new UpCommand(without(rest, command), out).run();
        case "config" -> config(without(rest, command), out);
        case "migrate" ->
            new MigrateCommand(SettingsSources.ofProcess(rest).load(), out, err).run();
        default -> usage(err);
      };
    } catch (SettingsException error) {
      err.println(error.getMessage());
      return USAGE;
    } catch (EmbeddedPostgresException
        | ImageStoreException
        | MigrationException
        | StoreUnavailableException
        | UncheckedIOException
        | IllegalStateException error) {
      err.println("visionlog: " + error.getMessage());
      return FAILURE;
    }
  }

  private static LoadedSettings without(List<String> arguments, String command) {
    LoadedSettings loaded = SettingsSources.ofProcess(arguments).load();
    if (!loaded.operands().isEmpty()) {
      throw new IllegalStateException(
          "'"
              + loaded.operands().get(0)
              + "' means nothing to "
              + command
              + "; settings are given as --flag value");
    }
    return loaded;
  }

  private static int config(LoadedSettings loaded, PrintStream out) {
    out.print(new ConfigCommand(loaded).text());
    return OK;
  }

  private static int usage(PrintStream err) {
    err.println(
        """
        Usage: visionlog up|config|migrate [--flag value]...

          up                      start the server; Ctrl-C stops it
          up --demo               with a camera that looks at a drawn scene
          config                  print the settings in force, as a file
          migrate status          list the migrations of the schema
          migrate up              apply those that are pending
          migrate down [STEPS]    take the last ones back

        docs/settings.md lists the flags.""");
    return USAGE;
  }
}
