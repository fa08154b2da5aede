package dev.visionlog.cli.command;

import com.google.protobuf.Timestamp;
import dev.visionlog.cli.connection.CommandFailure;
import dev.visionlog.cli.connection.ExitCodes;
import dev.visionlog.cli.output.TimeText;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "set",
    description = {
      "Sets a threshold, for all sources or for one, for good or for a while.",
      "",
      "A threshold with an end comes before the lasting one, which is in force again afterwards."
    },
    footer = {
      "",
      "Examples:",
      "  visionlog level set INFO",
      "  visionlog level set TRACE --source camera_7 --for 10m",
      "  visionlog level set DEBUG --until 18:00"
    })
final class LevelSetCommand extends SessionCommand {
  @Parameters(
      paramLabel = "LEVEL",
      description = "TRACE, DEBUG, INFO, SUCCESS, WARNING, ERROR or CRITICAL.")
  private LogLevel level = LogLevel.LOG_LEVEL_UNSPECIFIED;

  @Option(names = "--source", paramLabel = "SOURCE", description = "Only for this source.")
  private String source = "";

  @Option(names = "--for", paramLabel = "TIME", description = "For so long, such as 10m.")
  private @Nullable Duration duration;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Until then, such as 18:00 or 2026-01-31T14:30.")
  private @Nullable String until;

  LevelSetCommand(Session session) {
    super(session);
  }

  @Override
  int run() {
    Optional<Timestamp> end = end();
    Settings settings =
        new SettingsEditor(session()).change(Thresholds.MASK, before -> changed(before, end));
    session().print(settings, () -> new SettingsText(session()).thresholds(settings));
    return ExitCodes.OK;
  }

  private Settings changed(Settings before, Optional<Timestamp> end) {
    return end.map(time -> Thresholds.setTemporary(before, source, level, time))
        .orElseGet(() -> Thresholds.setLasting(before, source, level));
  }

  private Optional<Timestamp> end() {
    if (duration != null && until != null) {
      throw CommandFailure.usage("Only one of --for and --until can be given");
    }
    if (duration != null) {
      return Optional.of(
          TimeText.timestamp(session().surroundings().clock().instant().plus(duration)));
    }
    return Optional.ofNullable(until).map(this::until).map(TimeText::timestamp);
  }

  private Instant until(String text) {
    Instant end = session().timeArguments().future(text);
    if (!end.isAfter(session().surroundings().clock().instant())) {
      throw CommandFailure.usage("--until " + text + " has passed: " + end);
    }
    return end;
  }
}
