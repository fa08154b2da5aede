package dev.visionlog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.visionlog.client.Level;
import dev.visionlog.client.LogEntry;
import dev.visionlog.client.Loggable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.MessageFormatter;

/**
 * An event as it was when it was logged. What could change is copied or turned into text on the
 * thread that logs; the rest of the work is left to {@link #toEntry}.
 */
final class LoggedEvent implements Loggable {
  private static final int BASE_BYTES = 160;
  private static final int BYTES_OF_PAIR = 64;

  private final Mapping mapping;
  private final Level level;
  private final Instant time;
  private final String loggerName;
  private final @Nullable String threadName;

  /** The whole message, or a pattern if there are arguments. */
  private final String message;

  private final @Nullable Object @Nullable [] arguments;
  private final Map<String, String> mdc;
  private final List<KeyValuePair> pairs;
  private final List<Marker> markers;
  private final @Nullable IThrowableProxy thrown;
  private final @Nullable StackTraceElement caller;

  LoggedEvent(ILoggingEvent event, Level level, Mapping mapping) {
    this.mapping = mapping;
    this.level = level;
    this.time = time(event);
    this.loggerName = event.getLoggerName();
    this.threadName = event.getThreadName();
    this.arguments = unchanging(event);
    this.message = message(event, arguments != null);
    this.mdc = event.getMDCPropertyMap();
    this.pairs = copy(event.getKeyValuePairs());
    this.markers = markers(event);
    this.thrown = event.getThrowableProxy();
    this.caller = mapping.includeCallerData() ? caller(event) : null;
  }

  @Override
  public Level level() {
    return level;
  }

  @Override
  public int weight() {
    return BASE_BYTES
        + message.length()
        + weight(arguments)
        + weight(pairs)
        + BYTES_OF_PAIR * mdc.size()
        + Exceptions.weight(thrown);
  }

  @Override
  public LogEntry toEntry() {
    EventContext context = new EventContext(loggerName, pairs, markers, mdc);
    return new LogEntry(
        level,
        formatted(),
        time,
        mapping.origins().cameraOf(context),
        mapping.origins().sourceOf(context),
        loggerName,
        extra());
  }

  private Map<String, @Nullable Object> extra() {
    ExtraFields extra = new ExtraFields();
    extra.addAll(mapping.extra());
    extra.addMdc(mdc, mapping.mdc());
    extra.addPairs(pairs);
    extra.addThread(threadName);
    extra.addMarkers(markers, level);
    extra.addCaller(caller);
    extra.addException(thrown, mapping.maxFrames());
    return extra.fields();
  }

  private String formatted() {
    return arguments == null ? message : MessageFormatter.basicArrayFormat(message, arguments);
  }

  /** Some events of other makers have no instant. */
  private static Instant time(ILoggingEvent event) {
    Instant instant = event.getInstant();
    return instant == null ? Instant.ofEpochMilli(event.getTimeStamp()) : instant;
  }

  /**
   * The arguments if they can be put into the message later. A copy, since the array may be the
   * caller's own.
   */
  private static @Nullable Object @Nullable [] unchanging(ILoggingEvent event) {
    @Nullable Object @Nullable [] arguments = event.getArgumentArray();
    return arguments != null && event.getMessage() != null && Immutables.all(arguments)
        ? arguments.clone()
        : null;
  }

  private static String message(ILoggingEvent event, boolean later) {
    String message = later ? event.getMessage() : event.getFormattedMessage();
    return message == null ? "null" : message;
  }

  private static List<KeyValuePair> copy(@Nullable List<KeyValuePair> pairs) {
    if (pairs == null || pairs.isEmpty()) {
      return List.of();
    }
    KeyValuePair[] copy = pairs.toArray(new KeyValuePair[0]);
    for (int i = 0; i < copy.length; i++) {
      if (!Immutables.is(copy[i].value)) {
        copy[i] = new KeyValuePair(copy[i].key, Snapshots.of(copy[i].value));
      }
    }
    return List.of(copy);
  }

  private static List<Marker> markers(ILoggingEvent event) {
    List<Marker> markers = event.getMarkerList();
    return markers == null ? List.of() : List.copyOf(markers);
  }

  private static @Nullable StackTraceElement caller(ILoggingEvent event) {
    StackTraceElement[] callers = event.getCallerData();
    return callers == null || callers.length == 0 ? null : callers[0];
  }

  private static int weight(@Nullable Object @Nullable [] arguments) {
    int weight = 0;
    if (arguments != null) {
      for (Object argument : arguments) {
        weight += argument instanceof String text ? text.length() : 0;
      }
    }
    return weight;
  }

  private static int weight(List<KeyValuePair> pairs) {
    int weight = 0;
    for (int i = 0; i < pairs.size(); i++) {
      weight += BYTES_OF_PAIR + Snapshots.weight(pairs.get(i).value);
    }
    return weight;
  }
}
