package dev.visionlog.logback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the XML says, until it is read. Logback itself would go on with the default when it cannot
 * read a value; here it is an error, which names the property. For one thread.
 */
final class Properties {
  private final Map<String, List<String>> given = new LinkedHashMap<>();
  private final List<String> errors = new ArrayList<>();

  /** The property has this value alone. */
  void set(String name, String text) {
    given.put(name, new ArrayList<>(List.of(text.strip())));
  }

  /** The property has this value too. */
  void add(String name, String text) {
    given.computeIfAbsent(name, first -> new ArrayList<>()).add(text.strip());
  }

  boolean has(String name) {
    return given.containsKey(name);
  }

  /** Hands each value of a property on, once it could be read. */
  <T> void read(String name, Function<String, T> reading, Consumer<T> use) {
    for (String text : given.getOrDefault(name, List.of())) {
      T value;
      try {
        value = reading.apply(text);
      } catch (IllegalArgumentException refused) {
        errors.add("Invalid <" + name + "> '" + text + "'. Must be " + refused.getMessage());
        continue;
      }
      use.accept(value);
    }
  }

  /** The value of a property, or another if it is not given or could not be read. */
  <T> T get(String name, Function<String, T> reading, T otherwise) {
    List<T> values = new ArrayList<>();
    read(name, reading, values::add);
    return values.isEmpty() ? otherwise : values.get(0);
  }

  /** All values that could be read. */
  <T> List<T> all(String name, Function<String, T> reading) {
    List<T> values = new ArrayList<>();
    read(name, reading, values::add);
    return values;
  }

  /** What could not be read since the last call. */
  List<String> takeErrors() {
    List<String> taken = List.copyOf(errors);
    errors.clear();
    return taken;
  }
}
