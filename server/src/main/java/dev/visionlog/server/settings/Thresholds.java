package dev.visionlog.server.settings;

import dev.visionlog.server.model.Level;
import java.util.Map;

/**
 * The levels below which entries are not wanted at this moment. Immutable.
 *
 * @param global for sources that have none of their own
 * @param sources by name; a name also stands for those below it: {@code camera} for {@code
 *     camera.3}, unless that has one of its own
 */
public record Thresholds(Level global, Map<String, Level> sources) {

  public Thresholds {
    sources = Map.copyOf(sources);
  }

  public boolean admits(Level level, String source) {
    Level threshold = sources.isEmpty() ? global : of(source);
    return level.number() >= threshold.number();
  }

  /** The source's own threshold, else that of the nearest name above it, else the global one. */
  private Level of(String source) {
    String name = source;
    Level threshold = sources.get(name);
    while (threshold == null && name.contains(".")) {
      name = name.substring(0, name.lastIndexOf('.'));
      threshold = sources.get(name);
    }
    return threshold == null ? global : threshold;
  }
}
