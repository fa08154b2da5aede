package dev.visionlog.server.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Some of these words, at least one. */
record ChoicesType(List<String> choices) implements SettingType<Set<String>> {
  static ChoicesType of(String... choices) {
    return new ChoicesType(List.of(choices));
  }

  @Override
  public Set<String> parse(String text) {
    Set<String> chosen = new LinkedHashSet<>();
    for (String word : text.split(",", -1)) {
      String choice = word.strip();
      if (!choices.contains(choice)) {
        throw new IllegalArgumentException();
      }
      chosen.add(choice);
    }
    return chosen;
  }

  @Override
  public String show(Set<String> value) {
    return String.join(",", value);
  }

  @Override
  public String allowed() {
    return "some of " + String.join(", ", choices) + ", separated by commas";
  }
}
