package dev.visionlog.server.config;

import java.util.stream.Collectors;

/** Writes {@code docs/settings.md} from the registry. */
final class SettingsReference {
  private static final String INTRODUCTION =
      """
      # Settings

      Each setting has a key for the file, a variable for the environment and a flag for the command line. Flags win over
      the environment, the environment over the file, the file over the defaults. The file is the one that `--config FILE`
      or `VISIONLOG_CONFIG` names, else `visionlog.properties` in the working folder. An unknown key, variable or flag is an
      error at the start. A variable that is set to nothing counts as absent.

      `./visionlog config` prints what is in effect and where it came from, in the format of the file.

      This page is written from the registry of settings; a test fails when it is stale, and says how to write it anew.

      """;

  private SettingsReference() {}

  static String page() {
    return Registry.ALL.stream()
        .map(SettingsReference::section)
        .collect(Collectors.joining("\n", INTRODUCTION, ""));
  }

  private static String section(Setting<?> setting) {
    return """
        ## `%s`

        %s

        | default | must be | variable | flag |
        |---|---|---|---|
        | %s | %s | `%s` | `%s` |
        """
        .formatted(
            setting.key(),
            setting.meaning(),
            setting.defaultText() == null ? "none" : "`" + setting.defaultText() + "`",
            setting.type().allowed(),
            setting.variable(),
            setting.flag());
  }
}
