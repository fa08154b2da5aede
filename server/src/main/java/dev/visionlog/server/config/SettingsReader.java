package dev.visionlog.server.config;

import dev.visionlog.server.config.GivenTexts.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the texts that were given, or the defaults, and checks what goes together. */
final class SettingsReader {
  private static final String DEFAULT = "default";

  /**
   * The embedded PostgreSQL takes 60 connections; the server's own work takes up to 24 of them, and
   * some are left for people.
   */
  private static final int MOST_EMBEDDED_CONNECTIONS = 30;

  private final GivenTexts texts;
  private final SettingValues values = new SettingValues();
  private final List<EffectiveSetting> effective = new ArrayList<>();

  SettingsReader(GivenTexts texts) {
    this.texts = texts;
  }

  LoadedSettings read(List<String> operands) {
    Registry.ALL.forEach(this::read);
    if (texts.errors().isEmpty()) {
      checkTogether();
    }
    if (!texts.errors().isEmpty()) {
      throw new SettingsException(texts.errors());
    }
    return new LoadedSettings(Settings.of(values), effective, operands);
  }

  private <T> void read(Setting<T> setting) {
    Optional<Given> given = texts.find(setting);
    String text = given.map(Given::text).orElse(setting.defaultText());
    String origin = given.map(Given::origin).orElse(DEFAULT);
    if (text == null || (text.isBlank() && setting.defaultText() == null)) {
      effective.add(new EffectiveSetting(setting, Optional.empty(), origin));
    } else {
      parse(setting, text.strip(), origin);
    }
  }

  private <T> void parse(Setting<T> setting, String text, String origin) {
    try {
      T value = setting.type().parse(text);
      values.put(setting, value);
      String shown = setting.type().show(value);
      effective.add(new EffectiveSetting(setting, Optional.of(shown), origin));
    } catch (IllegalArgumentException e) {
      texts.error(wrong(setting, text, origin, e));
    }
  }

  private static String wrong(
      Setting<?> setting, String text, String origin, IllegalArgumentException reason) {
    // The messages of others may repeat the text, which may be a secret.
    String why = reason instanceof RefusedValueException ? ": " + reason.getMessage() : "";
    return "%s = '%s' (from %s): must be %s%s"
        .formatted(
            setting.key(), setting.type().masked(text), origin, setting.type().allowed(), why);
  }

  private void checkTogether() {
    if (values.find(Registry.DATABASE_URL).isEmpty()) {
      checkNeedsUrl(Registry.DATABASE_USER);
      checkNeedsUrl(Registry.DATABASE_PASSWORD);
      if (values.get(Registry.DATABASE_POOL_SIZE) > MOST_EMBEDDED_CONNECTIONS) {
        texts.error(
            "database.pool_size = '%d': must be at most %d for the embedded PostgreSQL"
                .formatted(values.get(Registry.DATABASE_POOL_SIZE), MOST_EMBEDDED_CONNECTIONS));
      }
    }
  }

  private void checkNeedsUrl(Setting<?> setting) {
    if (values.find(setting).isPresent()) {
      texts.error(
          "%s (from %s) is set, but database.url is not: the embedded PostgreSQL has its own"
              .formatted(setting.key(), texts.find(setting).map(Given::origin).orElse(DEFAULT)));
    }
  }
}
