package dev.visionlog.logback;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * Finds out which camera and which source an event is of: from its key-value pairs, else its
 * markers, else the MDC, else (a source) from its logger, else from the configuration.
 */
final class Origins {
  private final @Nullable Long cameraId;
  private final String source;
  private final List<NamedSource> loggers;

  /**
   * @param cameraId the camera of events that name none
   * @param source the source of events that name none
   * @param loggers the sources of loggers
   */
  Origins(@Nullable Long cameraId, String source, List<NamedSource> loggers) {
    this.cameraId = cameraId;
    this.source = source;
    this.loggers = longestFirst(loggers);
  }

  @Nullable Long cameraOf(EventContext context) {
    Long named = named(context, CameraId.KEY, CameraId::of, CameraId::of);
    return named == null ? cameraId : named;
  }

  String sourceOf(EventContext context) {
    String named = named(context, SourceName.KEY, SourceName::of, SourceName::of);
    return named == null ? sourceOfLogger(context.loggerName()) : named;
  }

  private String sourceOfLogger(String logger) {
    for (NamedSource named : loggers) {
      if (LoggerNames.isAtOrBelow(logger, named.logger())) {
        return named.source();
      }
    }
    return source;
  }

  private static <T> @Nullable T named(
      EventContext context,
      String key,
      Function<@Nullable Object, @Nullable T> ofValue,
      Function<Marker, @Nullable T> ofMarker) {
    T found = ofPairs(context.pairs(), key, ofValue);
    if (found == null) {
      found = ofMarkers(context.markers(), ofMarker);
    }
    return found == null ? ofValue.apply(context.mdc().get(key)) : found;
  }

  /** The last one counts, as it does in the extra data. */
  private static <T> @Nullable T ofPairs(
      List<KeyValuePair> pairs, String key, Function<@Nullable Object, @Nullable T> ofValue) {
    T found = null;
    for (KeyValuePair pair : pairs) {
      T value = key.equals(pair.key) ? ofValue.apply(pair.value) : null;
      found = value == null ? found : value;
    }
    return found;
  }

  private static <T> @Nullable T ofMarkers(
      List<Marker> markers, Function<Marker, @Nullable T> ofMarker) {
    for (Marker marker : markers) {
      T found = ofMarker.apply(marker);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static List<NamedSource> longestFirst(List<NamedSource> loggers) {
    return loggers.stream()
        .sorted(Comparator.comparingInt((NamedSource named) -> named.logger().length()).reversed())
        .toList();
  }

  /** Whether a pair or an entry of the MDC has been understood, and is no extra data. */
  static boolean isOrigin(@Nullable String key, @Nullable Object value) {
    return (CameraId.KEY.equals(key) && CameraId.of(value) != null)
        || (SourceName.KEY.equals(key) && SourceName.of(value) != null);
  }

  static boolean isOrigin(Marker marker) {
    return CameraId.of(marker) != null || SourceName.of(marker) != null;
  }
}
