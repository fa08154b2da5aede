package dev.visionlog.cli.importing;

import dev.visionlog.cli.output.Levels;
import dev.visionlog.v1.LogLevel;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What other systems call a level, in ours. Upper and lower case are the same. */
public final class LevelMap {
  private static final LogLevel FOR_NONE = LogLevel.INFO;

  private final Map<String, LogLevel> levels;
  private final @Nullable LogLevel defaultLevel;

  /**
   * @param own names that come before the usual ones
   * @param defaultLevel for texts that no level is known for; if null, they are an error
   */
  public LevelMap(Map<String, LogLevel> own, @Nullable LogLevel defaultLevel) {
    this.levels = new HashMap<>(usual());
    own.forEach((name, level) -> levels.put(name.toLowerCase(Locale.ROOT), level));
    this.defaultLevel = defaultLevel;
  }

  /** Reads {@code warn=WARNING,fatal=CRITICAL}. */
  public static Map<String, LogLevel> parse(String text) {
    Map<String, LogLevel> map = new HashMap<>();
    for (String pair : text.split(",")) {
      int equals = pair.lastIndexOf('=');
      if (equals <= 0) {
        throw new IllegalArgumentException(
            "Invalid level map '" + pair + "'. Write it as warn=WARNING,fatal=CRITICAL");
      }
      map.put(
          pair.substring(0, equals).strip().toLowerCase(Locale.ROOT),
          Levels.parse(pair.substring(equals + 1)));
    }
    return map;
  }

  /** The level of an entry that names none. */
  LogLevel none() {
    return defaultLevel == null ? FOR_NONE : defaultLevel;
  }

  LogLevel of(@Nullable String text) throws BadLineException {
    if (text == null || text.isBlank()) {
      return none();
    }
    LogLevel level = levels.getOrDefault(text.strip().toLowerCase(Locale.ROOT), defaultLevel);
    if (level == null) {
      throw new BadLineException(Levels.invalid(text) + " (see --level-map and --default-level)");
    }
    return level;
  }

  /** Whether the text names a level, without the default. */
  boolean knows(String text) {
    return levels.containsKey(text.strip().toLowerCase(Locale.ROOT));
  }

  private static Map<String, LogLevel> usual() {
    Map<String, LogLevel> usual = new HashMap<>();
    add(usual, LogLevel.TRACE, "v verbose t finest finer all silly debug2 debug3");
    add(usual, LogLevel.DEBUG, "d fine config dbg debug1");
    add(usual, LogLevel.INFO, "i information informational notice n note log");
    add(usual, LogLevel.SUCCESS, "s ok");
    add(usual, LogLevel.WARNING, "w warn");
    add(usual, LogLevel.ERROR, "e err severe failure");
    add(usual, LogLevel.CRITICAL, "c f a fatal crit alert emerg emergency panic assert wtf");
    for (LogLevel level : Levels.all()) {
      usual.put(level.name().toLowerCase(Locale.ROOT), level);
      usual.put(Integer.toString(level.getNumber()), level);
    }
    return usual;
  }

  private static void add(Map<String, LogLevel> map, LogLevel level, String names) {
    for (String name : names.split(" ")) {
      map.put(name, level);
    }
  }
}
