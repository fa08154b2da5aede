package dev.visionlog.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.visionlog.client.Thresholds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets an application log what the server asks for: while a threshold that someone has set is finer
 * than a logger's level, the logger has the threshold's level. It never makes a logger coarser, and
 * the global threshold TRACE, with which a server starts, is no wish.
 *
 * <p>Levels that others set meanwhile count from then on as the logger's own: they are what comes
 * back when the threshold is lifted. All threads.
 */
final class LoggerLevels {
  private final LoggerContext context;
  private final dev.visionlog.client.Level finest;
  private final Map<String, Governed> loggers = new LinkedHashMap<>();
  private final String token = LoggerLevels.class.getName() + '@' + System.identityHashCode(this);
  private boolean closed;

  /** A logger that follows the threshold of a source. */
  private static final class Governed {
    final Logger logger;
    final String source;

    /** The level that it was given here; null if it has its own. */
    @Nullable Level given;

    /** Its own level while it has a given one; null if it has none. */
    @Nullable Level before;

    Governed(Logger logger, String source) {
      this.logger = logger;
      this.source = source;
    }

    /** The level that it would have without us. */
    @Nullable Level own() {
      Level now = logger.getLevel();
      return given != null && given.equals(now) ? before : now;
    }

    void give(Level level) {
      before = own();
      given = level;
      set(level);
    }

    void giveBack() {
      if (given != null) {
        Level own = own();
        given = null;
        set(own);
      }
    }

    /** Telling all children of a level that has not changed would be work for nothing. */
    private void set(@Nullable Level level) {
      if (level != logger.getLevel()) {
        logger.setLevel(level);
      }
    }
  }

  /**
   * @param finest no logger is made finer than this: the appender would not take it
   * @param rootSource the source whose threshold the root logger follows
   * @param named loggers that follow those of other sources
   */
  LoggerLevels(
      LoggerContext context,
      dev.visionlog.client.Level finest,
      String rootSource,
      List<NamedSource> named) {
    this.context = context;
    this.finest = finest;
    govern(Logger.ROOT_LOGGER_NAME, rootSource);
    named.forEach(logger -> govern(logger.logger(), logger.source()));
    context.putObject(token, this);
  }

  private void govern(String logger, String source) {
    loggers.put(logger, new Governed(context.getLogger(logger), source));
  }

  /** Gives the loggers the levels that these thresholds ask for. */
  synchronized void follow(Thresholds thresholds) {
    if (!closed && !isBeingReset()) {
      loggers.values().forEach(governed -> follow(governed, wish(thresholds, governed.source)));
    }
  }

  private void follow(Governed governed, @Nullable Level wish) {
    if (wish != null && wish.toInt() < configured(governed.logger.getName()).toInt()) {
      governed.give(wish);
    } else {
      governed.giveBack();
    }
  }

  /** Puts back what was there before, and does nothing from then on. */
  synchronized void close() {
    if (!closed && !isBeingReset()) {
      loggers.values().forEach(Governed::giveBack);
      context.removeObject(token);
    }
    closed = true;
  }

  /**
   * A context that is being reset forgets its objects first, then its loggers' levels: nothing of
   * what was there before may come back.
   */
  private boolean isBeingReset() {
    return context.getObject(token) != this;
  }

  /** The level of a logger without us: its own, or that of the nearest above it. */
  private Level configured(String name) {
    Governed governed = loggers.get(name);
    Level own = governed == null ? context.getLogger(name).getLevel() : governed.own();
    if (own != null) {
      return own;
    }
    int dot = name.lastIndexOf('.');
    return configured(dot < 0 ? Logger.ROOT_LOGGER_NAME : name.substring(0, dot));
  }

  /** What someone has asked for: for the source, or for all with something else than TRACE. */
  private @Nullable Level wish(Thresholds thresholds, String source) {
    dev.visionlog.client.Level level = thresholds.of(source);
    boolean asked =
        level != dev.visionlog.client.Level.TRACE
            || thresholds.sources().keySet().stream()
                .anyMatch(name -> LoggerNames.isAtOrBelow(source, name));
    if (!asked) {
      return null;
    }
    return EventLevels.inLogback(level.compareTo(finest) < 0 ? finest : level);
  }
}
