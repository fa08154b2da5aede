package dev.visionlog.server.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code ./visionlog config}: the effective settings in the file's own format, so that the output
 * is a valid {@code visionlog.properties}. Secrets stand in it as comments, without their values.
 */
public final class ConfigCommand {
  private final LoadedSettings loaded;

  public ConfigCommand(LoadedSettings loaded) {
    this.loaded = loaded;
  }

  /** The file's text. */
  public String text() {
    List<EffectiveSetting> effective = loaded.effective();
    return effective.stream().map(ConfigCommand::entry).collect(Collectors.joining("\n"));
  }

  private static String entry(EffectiveSetting effective) {
    Setting<?> setting = effective.setting();
    return """
        # %s
        # %s; default: %s; variable: %s; flag: %s; origin: %s
        %s
        """
        .formatted(
            setting.meaning(),
            setting.type().allowed(),
            setting.defaultText() == null ? "none" : setting.defaultText(),
            setting.variable(),
            setting.flag(),
            escapedComment(effective.origin()),
            line(effective));
  }

  private static String line(EffectiveSetting effective) {
    String line = effective.setting().key() + "=" + escaped(effective.shown().orElse(""));
    boolean isActive = effective.shown().isPresent() && !effective.setting().type().isSecret();
    return isActive ? line : "#" + line;
  }

  /** As the properties format reads it back; only its first blanks would be lost. */
  private static String escaped(String value) {
    String text = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    return text.startsWith(" ") || text.startsWith("\t") ? "\\" + text : text;
  }

  /** An origin may be a path, and a path may hold anything. */
  private static String escapedComment(String text) {
    return text.replace('\n', ' ').replace('\r', ' ');
  }
}
