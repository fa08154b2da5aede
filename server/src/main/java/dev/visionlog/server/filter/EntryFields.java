package dev.visionlog.server.filter;

import dev.visionlog.server.model.Entry;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the fields of one kind of entries are read, but for those that every {@link Entry} has. A
 * compiler asks once for what reads a field, so that nothing is looked up for each entry.
 *
 * @param <E> the kind
 */
public final class EntryFields<E extends Entry<E>> {

  /** The fields of log entries. */
  public static final EntryFields<LogEntry> LOGS =
      new EntryFields<>(FilterSchema.LOGS, LogEntry::cameraId, LogEntry::extraJson)
          .withText(FilterField.MESSAGE, LogEntry::message)
          .withText(FilterField.SOURCE, LogEntry::source)
          .withText(FilterField.LOGGER_NAME, LogEntry::loggerName)
          .withLevel(FilterField.LEVEL, LogEntry::level);

  private final FilterSchema schema;
  private final Function<E, @Nullable Long> cameraId;
  private final Function<E, @Nullable String> extraJson;
  private final Map<FilterField, Function<E, String>> texts = readers();
  private final Map<FilterField, Function<E, Level>> levels = readers();

  private EntryFields(
      FilterSchema schema,
      Function<E, @Nullable Long> cameraId,
      Function<E, @Nullable String> extraJson) {
    this.schema = schema;
    this.cameraId = cameraId;
    this.extraJson = extraJson;
  }

  private static <R> Map<FilterField, R> readers() {
    return new EnumMap<>(FilterField.class);
  }

  private EntryFields<E> withText(FilterField field, Function<E, String> reader) {
    texts.put(field, reader);
    return this;
  }

  private EntryFields<E> withLevel(FilterField field, Function<E, Level> reader) {
    levels.put(field, reader);
    return this;
  }

  /** Which fields there are. */
  public FilterSchema schema() {
    return schema;
  }

  Function<E, @Nullable Long> cameraId() {
    return cameraId;
  }

  /** Reads the extra data as JSON text. */
  Function<E, @Nullable String> extraJson() {
    return extraJson;
  }

  /** Reads a text, which is empty if there is none. */
  Function<E, String> text(FilterField field) {
    return reader(texts, field);
  }

  Function<E, Level> level(FilterField field) {
    return reader(levels, field);
  }

  private static <R> R reader(Map<FilterField, R> readers, FilterField field) {
    R reader = readers.get(field);
    if (reader == null) {
      throw new IllegalArgumentException("nothing reads " + field.text());
    }
    return reader;
  }
}
