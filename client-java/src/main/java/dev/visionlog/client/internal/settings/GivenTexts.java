package dev.visionlog.client.internal.settings;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What the sources say, before it is read, and what was wrong so far. Not for several threads. */
final class GivenTexts {
  private final Map<Setting<?>, Deque<Given>> texts = new HashMap<>();
  private final List<String> errors = new ArrayList<>();

  /**
   * A text and where it stands.
   *
   * @param origin a file, a variable, a system property
   * @param alias of the variable it comes from, if that is one
   */
  record Given(String text, String origin, Optional<Alias> alias) {}

  /** Sources are added in rising order: the later one wins. */
  void put(Setting<?> setting, Given given) {
    texts.computeIfAbsent(setting, key -> new ArrayDeque<>()).addFirst(given);
  }

  /**
   * All texts of one source; a name that means no setting is an error.
   *
   * @param kind of name: "variable"
   * @param nameOf what a setting is called in this source
   * @param origin for people, of a name
   */
  void putAll(
      Map<String, String> source,
      String kind,
      Function<Setting<?>, String> nameOf,
      Function<String, String> origin) {
    new TreeMap<>(source)
        .forEach(
            (name, text) ->
                put(name, new Given(text, origin.apply(name), Optional.empty()), kind, nameOf));
  }

  private void put(String name, Given given, String kind, Function<Setting<?>, String> nameOf) {
    Optional<Setting<?>> setting =
        Registry.ALL.stream().filter(known -> nameOf.apply(known).equals(name)).findFirst();
    if (setting.isPresent()) {
      put(setting.get(), given);
    } else {
      String place = given.origin().equals(name) ? "" : " in " + given.origin();
      String suggestion = Suggestion.forUnknown(name, Registry.ALL.stream().map(nameOf));
      error("unknown " + kind + " '" + name + "'" + place + suggestion);
    }
  }

  /** The texts for a setting, the one that wins first. */
  Collection<Given> find(Setting<?> setting) {
    return texts.getOrDefault(setting, new ArrayDeque<>());
  }

  void error(String message) {
    errors.add(message);
  }

  List<String> errors() {
    return errors;
  }
}
