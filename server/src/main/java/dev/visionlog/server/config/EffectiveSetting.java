package dev.visionlog.server.config;

import java.util.Optional;

/**
 * What a setting turned out to be.
 *
 * @param shown fit for printing; empty if it is not set
 * @param origin "default", a file, a variable or a flag
 */
record EffectiveSetting(Setting<?> setting, Optional<String> shown, String origin) {
  boolean isDefault() {
    return origin.equals("default");
  }
}
