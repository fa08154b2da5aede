package dev.visionlog.client;

import java.util.Map;

/**
 * The levels below which the server does not want entries at this moment. Immutable.
 *
 * @param global for sources that have none of their own
 * @param sources by the name of the source; a name also stands for those below it: {@code camera}
 *     for {@code camera.3}, unless that has one of its own
 */
public record Thresholds(Level global, Map<String, Level> sources) {
  /** Everything is wanted: what is taken for true until the server has said something else. */
  public static final Thresholds NONE = new Thresholds(Level.TRACE, Map.of());

  public Thresholds {
    sources = Map.copyOf(sources);
  }

  /**
   * The level for a source: its own, else that of the nearest name above it, else the global one.
   */
  public Level of(String source) {
    if (sources.isEmpty()) {
      return global;
    }
    String name = source;
    while (true) {
      Level level = sources.get(name);
      if (level != null) {
        return level;
      }
      int dot = name.lastIndexOf('.');
      if (dot < 0) {
        return global;
      }
      name = name.substring(0, dot);
    }
  }

  /** The lowest of all: what lies below it is wanted from nobody. */
  public Level lowest() {
    return sources.values().stream().reduce(global, (a, b) -> a.number() < b.number() ? a : b);
  }
}
