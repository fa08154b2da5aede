package dev.visionlog.server.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was found for each setting. Not for several threads. */
final class SettingValues {
  private final Map<Setting<?>, Object> values = new LinkedHashMap<>();

  <T> void put(Setting<T> setting, T value) {
    values.put(setting, value);
  }

  @SuppressWarnings("unchecked") // put() lets no other type in.
  <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable((T) values.get(setting));
  }

  /** Of a setting that has a default. */
  <T> T get(Setting<T> setting) {
    return find(setting).orElseThrow(() -> new IllegalStateException(setting.key()));
  }
}
