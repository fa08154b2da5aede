package dev.visionlog.cli.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Text formats by name, from the resource {@code presets.ini}, which people may read as examples.
 */
public final class Presets {
  private final Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();

  /** Reads the resource. */
  public Presets() {
    Map<String, List<String>> section = new HashMap<>();
    for (String line : text().lines().toList()) {
      if (line.startsWith("[")) {
        section = new HashMap<>();
        sections.put(line.substring(1, line.indexOf(']')), section);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int equals = line.indexOf('=');
        section
            .computeIfAbsent(line.substring(0, equals).strip(), key -> new ArrayList<>())
            .add(line.substring(equals + 1).strip());
      }
    }
  }

  /** The names, in the order of the resource. */
  public Set<String> names() {
    return sections.keySet();
  }

  /** The format of this name. */
  public TextFormat get(String name) {
    Map<String, List<String>> section = sections.get(name);
    if (section == null) {
      throw new IllegalArgumentException(
          "Unknown preset '" + name + "'. Must be one of: " + String.join(", ", names()));
    }
    return new TextFormat(
        new LinePattern(first(section, "pattern")),
        section.getOrDefault("time-format", List.of()),
        section.containsKey("level-map") ? LevelMap.parse(first(section, "level-map")) : Map.of(),
        first(section, "source"));
  }

  /** The resource as it is. */
  public static String text() {
    try (InputStream in = Presets.class.getResourceAsStream("presets.ini")) {
      if (in == null) {
        throw new IllegalStateException("presets.ini is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String first(Map<String, List<String>> section, String key) {
    return section.getOrDefault(key, List.of("")).get(0);
  }
}
