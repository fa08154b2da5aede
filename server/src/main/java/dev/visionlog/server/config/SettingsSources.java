package dev.visionlog.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from, in rising order: defaults, a file, the environment, flags.
 *
 * <p>The file is the one that {@code --config} or {@code VISIONLOG_CONFIG} names, else {@code
 * visionlog.properties} in the working folder if there is one.
 *
 * @param arguments flags and operands, without the subcommand
 */
public record SettingsSources(
    List<String> arguments, Map<String, String> environment, Path workingFolder) {

  public SettingsSources {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** This process's. */
  public static SettingsSources ofProcess(List<String> arguments) {
    return new SettingsSources(arguments, System.getenv(), Path.of(""));
  }

  /**
   * Reads everything.
   *
   * @throws SettingsException with all that is unknown, unreadable or out of bounds
   */
  public LoadedSettings load() {
    CommandLine commandLine = CommandLine.parse(arguments);
    GivenTexts texts = new GivenTexts();
    file(commandLine).ifPresent(file -> SettingsFile.read(file, texts));
    EnvironmentVariables.read(environment, texts);
    commandLine.read(texts);
    return new SettingsReader(texts).read(commandLine.operands());
  }

  private Optional<Path> file(CommandLine commandLine) {
    return commandLine
        .config()
        .or(() -> Optional.ofNullable(environment.get(EnvironmentVariables.CONFIG)))
        .filter(name -> !name.isBlank())
        .map(workingFolder::resolve)
        .or(() -> Optional.of(workingFolder.resolve(SettingsFile.NAME)).filter(Files::exists));
  }
}
