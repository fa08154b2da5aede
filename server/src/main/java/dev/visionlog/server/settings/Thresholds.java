package dev.visionlog.server.settings;

import dev.visionlog.server.model.Level;
import java.util.Map;

/**
 * The levels below which entries are not wanted at this moment. Immutable.
 *
 * @param global for sources that have none of their own
 */
public record Thresholds(Level global, Map<String, Level> sources) {

  public Thresholds {
    sources = Map.copyOf(sources);
  }

  public boolean admits(Level level, String source) {
    Level threshold = sources.isEmpty() ? global : sources.getOrDefault(source, global);
    return level.number() >= threshold.number();
  }
}
