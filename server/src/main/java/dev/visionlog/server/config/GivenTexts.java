package dev.visionlog.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the sources say, before it is read: the last word on each setting, and everything that was
 * wrong so far. Not for several threads.
 */
final class GivenTexts {
  private final Map<Setting<?>, Given> texts = new HashMap<>();
  private final List<String> errors = new ArrayList<>();

  /**
   * A text and where it stands.
   *
   * @param origin a file, a variable, a flag
   */
  record Given(String text, String origin) {}

  /** Sources are read in rising order: the later one wins. */
  void put(Setting<?> setting, String text, String origin) {
    texts.put(setting, new Given(text, origin));
  }

  Optional<Given> find(Setting<?> setting) {
    return Optional.ofNullable(texts.get(setting));
  }

  void error(String message) {
    errors.add(message);
  }

  List<String> errors() {
    return errors;
  }
}
