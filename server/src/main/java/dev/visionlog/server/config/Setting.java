package dev.visionlog.server.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that people can set.
 *
 * @param key in the file, such as {@code ingest.max_rows}
 * @param defaultText nothing for a setting that may be missing
 * @param meaning a line
 */
record Setting<T>(String key, SettingType<T> type, @Nullable String defaultText, String meaning) {

  /** In the environment: {@code VISIONLOG_INGEST_MAX_ROWS}. */
  String variable() {
    return "VISIONLOG_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** On the command line: {@code --ingest-max-rows}. */
  String flag() {
    return "--" + key.replace('.', '-').replace('_', '-');
  }
}
