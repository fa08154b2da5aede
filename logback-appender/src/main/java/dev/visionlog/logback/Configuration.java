package dev.visionlog.logback;

import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.Level;
import java.util.List;

/**
 * What an appender was told, once it has been read.
 *
 * @param client how to reach the server
 * @param threshold the level below which nothing is sent
 * @param source the source of events that name none
 * @param sources the sources of loggers
 * @param mapping how events become entries
 * @param controlLoggerLevels whether thresholds move the levels of loggers
 */
record Configuration(
    ClientSettings client,
    Level threshold,
    String source,
    List<NamedSource> sources,
    Mapping mapping,
    boolean controlLoggerLevels) {

  Configuration {
    sources = List.copyOf(sources);
  }
}
