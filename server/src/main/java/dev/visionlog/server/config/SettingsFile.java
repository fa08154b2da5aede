package dev.visionlog.server.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/** Java properties in UTF-8, one key for each setting. */
final class SettingsFile {
  static final String NAME = "visionlog.properties";

  private SettingsFile() {}

  static void read(Path file, GivenTexts texts) {
    Properties properties = new Properties();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      texts.error("cannot read the settings file " + file + ": " + e);
      return;
    }
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      put(key, properties.getProperty(key), file, texts);
    }
  }

  private static void put(String key, String text, Path file, GivenTexts texts) {
    Optional<Setting<?>> setting =
        Registry.ALL.stream().filter(known -> known.key().equals(key)).findFirst();
    if (setting.isPresent()) {
      texts.put(setting.get(), text, file.toString());
    } else {
      String suggestion = Suggestion.forUnknown(key, Registry.ALL.stream().map(Setting::key));
      texts.error("unknown key '" + key + "' in " + file + suggestion);
    }
  }
}
