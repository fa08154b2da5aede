package dev.visionlog.client.internal.settings;

import java.util.stream.Collectors;

/** Writes the settings of {@code docs/client.md} from the registry. */
final class ClientSettingsReference {
  private static final String BEGINNING = "<!-- From here on written from the registry. -->\n";

  private ClientSettingsReference() {}

  /** The page with the settings as they are, and all before them as it was. */
  static String page(String before) {
    int end = before.indexOf(BEGINNING);
    if (end < 0) {
      throw new IllegalArgumentException("no line " + BEGINNING);
    }
    return before.substring(0, end)
        + BEGINNING
        + Registry.ALL.stream().map(ClientSettingsReference::section).collect(Collectors.joining());
  }

  private static String section(Setting<?> setting) {
    return """

        ### `%s`

        %s

        | default | must be | system property | variable | older variable |
        |---|---|---|---|---|
        | %s | %s | `%s` | `%s` | %s |
        """
        .formatted(
            setting.name(),
            setting.meaning(),
            defaultText(setting),
            setting.type().allowed(),
            setting.property(),
            setting.variable(),
            older(setting));
  }

  private static String defaultText(Setting<?> setting) {
    String text = setting.defaultText();
    return text == null || text.isEmpty() ? "none" : "`" + text + "`";
  }

  private static String older(Setting<?> setting) {
    Alias alias = setting.alias();
    if (alias == null) {
      return "";
    }
    return "`" + alias.variable() + "`" + (alias.form().isEmpty() ? "" : ", " + alias.form());
  }
}
