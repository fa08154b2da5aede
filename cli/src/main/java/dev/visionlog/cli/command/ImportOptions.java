package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.importing.EntryDefaults;
import dev.visionlog.cli.importing.FileFormat;
import dev.visionlog.cli.importing.ImportSettings;
import dev.visionlog.cli.importing.JsonKeys;
import dev.visionlog.cli.importing.LevelMap;
import dev.visionlog.cli.importing.LinePattern;
import dev.visionlog.cli.importing.Presets;
import dev.visionlog.cli.importing.TextFormat;
import dev.visionlog.v1.LogLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to read the files of an import. */
final class ImportOptions {
  enum Format {
    JSONL,
    TEXT
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "jsonl or text; by the first line of each file if not given.")
  private @Nullable Format format;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "A text format by name; see --show-presets.")
  private @Nullable String preset;

  @Option(
      names = "--pattern",
      paramLabel = "REGEX",
      description =
          "A Java regular expression that matches a whole line, with groups such as (?<message>.*): time, level, logger,"
              + " message, source, camera. Other named groups become extra data.")
  private @Nullable String pattern;

  @Option(
      names = "--time-format",
      paramLabel = "FORMAT",
      description =
          "A java.time pattern such as 'MMM d HH:mm:ss', epoch-seconds or epoch-millis. May be repeated. By default"
              + " ISO-8601 and the like.")
  private List<String> timeFormats = new ArrayList<>();

  @Option(
      names = "--year",
      paramLabel = "YEAR",
      description =
          "The year of a file's first entry, for times without one; the latest that fits by default.")
  private @Nullable Integer year;

  @Option(
      names = "--level-map",
      paramLabel = "MAP",
      description =
          "What levels are called there, such as warn=WARNING,audit=INFO, besides the usual names.")
  private @Nullable String levelMap;

  @Option(
      names = "--default-level",
      paramLabel = "LEVEL",
      description =
          "The level of entries without one or with an unknown one. By default INFO without, rejected if unknown.")
  private @Nullable LogLevel defaultLevel;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "The source of entries that name none.")
  private String source = "";

  @Option(
      names = "--camera",
      paramLabel = "ID",
      description = "The camera of entries that name none.")
  private @Nullable Long camera;

  @Option(names = "--time-key", paramLabel = "KEY", description = "JSON: the key of the time.")
  private String timeKey = JsonKeys.OWN.time();

  @Option(names = "--level-key", paramLabel = "KEY", description = "JSON: the key of the level.")
  private String levelKey = JsonKeys.OWN.level();

  @Option(
      names = "--message-key",
      paramLabel = "KEY",
      description = "JSON: the key of the message.")
  private String messageKey = JsonKeys.OWN.message();

  @Option(
      names = "--camera-key",
      paramLabel = "KEY",
      description = "JSON: the key of the camera's id.")
  private String cameraKey = JsonKeys.OWN.camera();

  @Option(names = "--source-key", paramLabel = "KEY", description = "JSON: the key of the source.")
  private String sourceKey = JsonKeys.OWN.source();

  @Option(
      names = "--logger-key",
      paramLabel = "KEY",
      description = "JSON: the key of the logger's name.")
  private String loggerKey = JsonKeys.OWN.logger();

  ImportSettings settings(Session session) {
    return new ImportSettings(
        format == null ? FileFormat.DETECT : FileFormat.valueOf(format.name()),
        textFormat(),
        new JsonKeys(timeKey, levelKey, messageKey, cameraKey, sourceKey, loggerKey),
        timeFormats,
        session.zone(),
        year,
        levelMap == null ? Map.of() : LevelMap.parse(levelMap),
        defaultLevel,
        new EntryDefaults(source, camera),
        session.surroundings().clock());
  }

  private @Nullable TextFormat textFormat() {
    if (pattern != null && preset != null) {
      throw CommandFailure.usage("Only one of --pattern and --preset can be given");
    }
    if (preset != null) {
      return new Presets().get(preset);
    }
    return pattern == null
        ? null
        : new TextFormat(new LinePattern(pattern), List.of(), Map.of(), "");
  }
}
