package dev.visionlog.client.internal.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that people can set.
 *
 * @param index its place in the registry
 * @param name in the file, such as {@code batch_entries}
 * @param defaultText nothing for a setting that may be missing
 * @param alias nothing if it has no other variable
 * @param meaning a line
 */
public record Setting<T>(
    int index,
    String name,
    SettingType<T> type,
    @Nullable String defaultText,
    @Nullable Alias alias,
    String meaning) {
  static final String PROPERTY_PREFIX = "visionlog.client.";
  static final String VARIABLE_PREFIX = "VISIONLOG_CLIENT_";

  /** Among the system properties: {@code visionlog.client.batch_entries}. */
  String property() {
    return PROPERTY_PREFIX + name;
  }

  /** In the environment: {@code VISIONLOG_CLIENT_BATCH_ENTRIES}. */
  String variable() {
    return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT);
  }

  boolean isOptional() {
    return defaultText == null;
  }
}
