package dev.visionlog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * What an event was given beside its message.
 *
 * @param loggerName the name of its logger
 * @param pairs SLF4J's key-value pairs, in their order
 * @param markers those named in the call, not the ones these refer to
 * @param mdc the MDC of its thread at the time
 */
record EventContext(
    String loggerName, List<KeyValuePair> pairs, List<Marker> markers, Map<String, String> mdc) {

  static EventContext of(ILoggingEvent event) {
    return new EventContext(
        event.getLoggerName(), pairs(event), markers(event), event.getMDCPropertyMap());
  }

  private static List<KeyValuePair> pairs(ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    return pairs == null ? List.of() : pairs;
  }

  private static List<Marker> markers(ILoggingEvent event) {
    List<Marker> markers = event.getMarkerList();
    return markers == null ? List.of() : markers;
  }
}
