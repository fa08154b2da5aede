package dev.visionlog.server.filter;

import dev.visionlog.server.model.Detection;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.model.Prediction;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
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

  /** The fields of predictions. */
  public static final EntryFields<Prediction> PREDICTIONS =
      new EntryFields<>(FilterSchema.PREDICTIONS, Prediction::cameraId, Prediction::extraJson)
          .withText(FilterField.IMAGE_ID, Prediction::imageId)
          .withText(FilterField.EDGE_DEVICE_ID, Prediction::edgeDeviceId)
          .withText(FilterField.MODEL_NAME, prediction -> prediction.model().name())
          .withText(FilterField.MODEL_VERSION, prediction -> prediction.model().version())
          .withText(FilterField.MODEL_STAGE, prediction -> prediction.model().stage())
          .withDecimal(FilterField.CONFIDENCE, prediction -> prediction.confidence().value())
          .withBoolean(FilterField.DEFECT_DETECTED, Prediction::defectDetected)
          .withText(FilterField.DEFECT_TYPE, Prediction::defectType)
          .withTexts(FilterField.CLASS, EntryFields::anyClass)
          .withDecimal(FilterField.INFERENCE_TIME_MS, Prediction::inferenceTimeMs)
          .withDecimal(FilterField.PROCESSING_TIME_MS, Prediction::processingTimeMs)
          .withText(FilterField.STATUS, Prediction::status)
          .withText(FilterField.ERROR_MESSAGE, Prediction::errorMessage)
          .withText(FilterField.PROCESSING_NOTES, Prediction::processingNotes)
          .withText(FilterField.REQUEST_ID, prediction -> prediction.request().id())
          .withText(FilterField.BATCH_ID, prediction -> prediction.request().batchId())
          .withText(FilterField.IMAGE_PATH, prediction -> prediction.image().path())
          .withText(
              FilterField.IMAGE_MISSING_REASON, prediction -> prediction.image().missingReason());

  private final FilterSchema schema;
  private final Function<E, @Nullable Long> cameraId;
  private final Function<E, @Nullable String> extraJson;
  private final Map<FilterField, Function<E, String>> texts = readers();
  private final Map<FilterField, BiPredicate<E, Predicate<String>>> elements = readers();
  private final Map<FilterField, Function<E, @Nullable Double>> decimals = readers();
  private final Map<FilterField, Predicate<E>> booleans = readers();
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

  private EntryFields<E> withTexts(FilterField field, BiPredicate<E, Predicate<String>> reader) {
    elements.put(field, reader);
    return this;
  }

  private EntryFields<E> withDecimal(FilterField field, Function<E, @Nullable Double> reader) {
    decimals.put(field, reader);
    return this;
  }

  private EntryFields<E> withBoolean(FilterField field, Predicate<E> reader) {
    booleans.put(field, reader);
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

  /** Says whether one of several texts passes a test. */
  BiPredicate<E, Predicate<String>> anyElement(FilterField field) {
    return reader(elements, field);
  }

  Function<E, @Nullable Double> decimal(FilterField field) {
    return reader(decimals, field);
  }

  Predicate<E> ofBoolean(FilterField field) {
    return reader(booleans, field);
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

  /** As with {@link Prediction#classes}, which would make a list for each prediction. */
  private static boolean anyClass(Prediction prediction, Predicate<String> test) {
    for (Detection detection : prediction.detections()) {
      String name = detection.className();
      if (!name.isEmpty() && test.test(name)) {
        return true;
      }
    }
    return false;
  }
}
