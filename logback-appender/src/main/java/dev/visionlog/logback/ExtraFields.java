package dev.visionlog.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.visionlog.client.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * The extra data of one entry: flat, so that people can filter by {@code extra.order_id = 7}. What
 * is nearer to the call wins: key-value pairs, then the MDC, then the configuration. Four names are
 * the appender's own; what the application calls so gets an underscore behind its name. For one
 * thread.
 */
final class ExtraFields {
  static final String THREAD = "thread";
  static final String MARKERS = "markers";
  static final String CALLER = "caller";
  static final String EXCEPTION = "exception";

  private static final Set<String> OWN = Set.of(THREAD, MARKERS, CALLER, EXCEPTION);

  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  void addAll(Map<String, String> constants) {
    constants.forEach(this::put);
  }

  void addMdc(Map<String, String> mdc, MdcFilter filter) {
    for (Map.Entry<String, String> entry : mdc.entrySet()) {
      if (filter.accepts(entry.getKey()) && !Origins.isOrigin(entry.getKey(), entry.getValue())) {
        put(entry.getKey(), entry.getValue());
      }
    }
  }

  void addPairs(List<KeyValuePair> pairs) {
    for (KeyValuePair pair : pairs) {
      if (!Origins.isOrigin(pair.key, pair.value)) {
        put(String.valueOf(pair.key), pair.value);
      }
    }
  }

  void addThread(@Nullable String name) {
    fields.put(THREAD, name);
  }

  /** The names of those that have not been understood as something else. */
  void addMarkers(List<Marker> markers, Level level) {
    if (markers.isEmpty()) {
      return;
    }
    List<String> names =
        markers.stream()
            .filter(marker -> !Origins.isOrigin(marker))
            .map(Marker::getName)
            .filter(name -> !name.equals(level.name()))
            .map(Texts::cut)
            .toList();
    if (!names.isEmpty()) {
      fields.put(MARKERS, names);
    }
  }

  void addCaller(@Nullable StackTraceElement caller) {
    if (caller != null) {
      Map<String, @Nullable Object> place = new LinkedHashMap<>();
      place.put("class", caller.getClassName());
      place.put("method", caller.getMethodName());
      place.put("file", caller.getFileName());
      place.put("line", caller.getLineNumber());
      fields.put(CALLER, place);
    }
  }

  void addException(@Nullable IThrowableProxy thrown, int maxFrames) {
    if (thrown != null) {
      fields.put(EXCEPTION, Exceptions.structure(thrown, maxFrames));
    }
  }

  Map<String, @Nullable Object> fields() {
    return fields;
  }

  private void put(String key, @Nullable Object value) {
    fields.put(
        OWN.contains(key) ? key + "_" : key,
        value instanceof String text ? Texts.cut(text) : value);
  }
}
