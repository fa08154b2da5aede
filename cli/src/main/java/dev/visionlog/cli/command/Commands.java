package dev.visionlog.cli.command;

import dev.visionlog.cli.output.DurationText;
import dev.visionlog.cli.output.Levels;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.LogScenario;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The tree of commands, wired by hand. */
public final class Commands {
  private Commands() {}

  /** A command line whose commands run in the session. */
  public static CommandLine create(GlobalOptions options, Session session) {
    CommandLine root =
        new CommandLine(new RootCommand(options))
            .addSubcommand(new TailCommand(session))
            .addSubcommand(new QueryCommand(session))
            .addSubcommand(new GetCommand(session))
            .addSubcommand(new StatsCommand(session))
            .addSubcommand(new SourcesCommand(session))
            .addSubcommand(new HistogramCommand(session))
            .addSubcommand(new ExportCommand(session))
            .addSubcommand(new ImportCommand(session))
            .addSubcommand(predictions(session))
            .addSubcommand(images(session))
            .addSubcommand(cameras(session))
            .addSubcommand(metrics(session))
            .addSubcommand(level(session))
            .addSubcommand(settings(session))
            .addSubcommand(new DeleteCommand(session))
            .addSubcommand(new CleanupCommand(session))
            .addSubcommand(new DiagnoseCommand(session))
            .addSubcommand(new GenerateCommand(session))
            .addSubcommand(new StatusCommand(session))
            .addSubcommand(new WritersCommand(session))
            .addSubcommand(new VersionCommand(session));
    HelpLayout.apply(root);
    return root.setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Duration.class, converter(DurationText::parse))
        .registerConverter(LogLevel.class, converter(Levels::parse))
        .registerConverter(LogScenario.class, converter(Commands::scenario));
  }

  private static CommandLine predictions(Session session) {
    return new CommandLine(new PredictionsCommand())
        .addSubcommand(new PredictionsListCommand(session))
        .addSubcommand(new PredictionsGetCommand(session))
        .addSubcommand(new PredictionsStatsCommand(session))
        .addSubcommand(new PredictionsTailCommand(session))
        .addSubcommand(new PredictionsExportCommand(session))
        .addSubcommand(new PredictionsImportCommand(session))
        .addSubcommand(new PredictionsDeleteCommand(session));
  }

  private static CommandLine images(Session session) {
    return new CommandLine(new ImagesCommand())
        .addSubcommand(new ImagesStatsCommand(session))
        .addSubcommand(new ImagesGetCommand(session))
        .addSubcommand(new ImagesCheckCommand(session))
        .addSubcommand(new ImagesCleanupCommand(session));
  }

  private static CommandLine cameras(Session session) {
    return new CommandLine(new CamerasCommand())
        .addSubcommand(new CamerasListCommand(session))
        .addSubcommand(new CamerasGetCommand(session))
        .addSubcommand(new CamerasCreateCommand(session))
        .addSubcommand(new CamerasUpdateCommand(session))
        .addSubcommand(new CamerasDeleteCommand(session));
  }

  private static CommandLine metrics(Session session) {
    CommandLine system =
        new CommandLine(new MetricsSystemCommand())
            .addSubcommand(new MetricsSystemRecordCommand(session))
            .addSubcommand(new MetricsSystemListCommand(session));
    return new CommandLine(new MetricsCommand())
        .addSubcommand(new MetricsRecordCommand(session))
        .addSubcommand(new MetricsListCommand(session))
        .addSubcommand(system);
  }

  private static CommandLine level(Session session) {
    return new CommandLine(new LevelCommand())
        .addSubcommand(new LevelGetCommand(session))
        .addSubcommand(new LevelSetCommand(session))
        .addSubcommand(new LevelClearCommand(session));
  }

  private static CommandLine settings(Session session) {
    return new CommandLine(new SettingsCommand())
        .addSubcommand(new SettingsGetCommand(session))
        .addSubcommand(new SettingsSetCommand(session));
  }

  private static LogScenario scenario(String name) {
    try {
      return LogScenario.valueOf("LOG_SCENARIO_" + name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Invalid scenario '" + name + "'. Must be one of: system, worker, api, camera", e);
    }
  }

  private static <T> ITypeConverter<T> converter(Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    };
  }
}
