package dev.visionlog.server.service;

import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.pipeline.PipelineCounters;
import dev.visionlog.server.settings.LiveSettings;
import dev.visionlog.server.settings.Thresholds;
import dev.visionlog.server.text.ExtraJson;
import dev.visionlog.server.text.Masking;
import dev.visionlog.server.text.Texts;
import dev.visionlog.v1.EntryError;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns entries of the contract into entries that can be stored: checked, cleaned, cut, masked, and
 * without those below their threshold. Immutable.
 */
final class EntryReader {
  static final int MAX_ENTRIES = 10_000;
  private static final int MAX_SOURCE = 100;
  private static final int MAX_LOGGER = 200;
  private static final String DEFAULT_SOURCE = "system";

  private final LiveSettings settings;
  private final PipelineCounters counters;
  private final Masking masking;
  private final ExtraJson extraJson;
  private final int maxMessageBytes;
  private final Clock clock;

  EntryReader(
      LiveSettings settings,
      PipelineCounters counters,
      Masking masking,
      ExtraJson extraJson,
      int maxMessageBytes,
      Clock clock) {
    this.settings = settings;
    this.counters = counters;
    this.masking = masking;
    this.extraJson = extraJson;
    this.maxMessageBytes = maxMessageBytes;
    this.clock = clock;
  }

  /**
   * What came of a batch.
   *
   * @param entries those to store
   * @param indexes where each of them stood in the batch
   * @param errors those that were rejected
   * @param suppressed how many were below their threshold
   */
  record ReadBatch(
      List<LogEntry> entries, int[] indexes, List<EntryError> errors, int suppressed) {}

  /** Reads a batch and counts what is in it. Throws only if it has too many entries. */
  ReadBatch read(List<dev.visionlog.v1.LogEntry> given) {
    if (given.size() > MAX_ENTRIES) {
      throw ApiErrors.badField(
          "entries", given.size() + " entries; at most " + MAX_ENTRIES + " are allowed");
    }
    Thresholds thresholds = settings.thresholds();
    Instant received = Times.micros(clock.instant());
    List<LogEntry> entries = new ArrayList<>(given.size());
    int[] indexes = new int[given.size()];
    List<EntryError> errors = new ArrayList<>();
    int suppressed = 0;
    for (int i = 0; i < given.size(); i++) {
      try {
        LogEntry entry = read(given.get(i), thresholds, received);
        if (entry == null) {
          suppressed++;
        } else {
          indexes[entries.size()] = i;
          entries.add(entry);
        }
      } catch (BadEntryException bad) {
        errors.add(error(i, "entries[" + i + "]." + bad.field, bad.description));
      }
    }
    counters.received.add(given.size());
    counters.rejected.add(errors.size());
    counters.suppressed.add(suppressed);
    return new ReadBatch(entries, indexes, errors, suppressed);
  }

  static EntryError error(int index, String field, String description) {
    return EntryError.newBuilder()
        .setIndex(index)
        .setStatus(ApiErrors.badFieldStatus(field, description))
        .addFieldViolations(ApiErrors.violation(field, description))
        .build();
  }

  /** Null if it is below its threshold. */
  private @Nullable LogEntry read(
      dev.visionlog.v1.LogEntry given, Thresholds thresholds, Instant received)
      throws BadEntryException {
    Level level = level(given);
    String source = source(given.getSource());
    Instant time = time(given, received);
    Long cameraId = cameraId(given);
    if (!thresholds.admits(level, source)) {
      return null;
    }
    return new LogEntry(
        0,
        level,
        Texts.cut(masking.mask(Texts.clean(given.getMessage())), maxMessageBytes),
        time,
        received,
        cameraId,
        source,
        logger(given.getLoggerName()),
        extra(given),
        0);
  }

  private static Level level(dev.visionlog.v1.LogEntry given) throws BadEntryException {
    Optional<Level> level = Level.ofNumber(given.getLevelValue());
    if (level.isEmpty()) {
      String name = given.getLevelValue() == 0 ? "" : String.valueOf(given.getLevelValue());
      throw new BadEntryException("level", Level.invalid(name));
    }
    return level.get();
  }

  private static String source(String source) throws BadEntryException {
    if (source.isEmpty()) {
      return DEFAULT_SOURCE;
    }
    if (source.length() > MAX_SOURCE) {
      throw new BadEntryException(
          "source",
          "has " + source.length() + " characters; at most " + MAX_SOURCE + " are allowed");
    }
    return Texts.clean(source);
  }

  /** Of a long name the end says most. */
  private static String logger(String name) {
    String clean = Texts.clean(name);
    return clean.length() <= MAX_LOGGER
        ? clean
        : Texts.clean("…" + clean.substring(clean.length() - MAX_LOGGER + 1));
  }

  private static Instant time(dev.visionlog.v1.LogEntry given, Instant received)
      throws BadEntryException {
    if (!given.hasTime()) {
      return received;
    }
    if (!Times.isValid(given.getTime())) {
      throw new BadEntryException(
          "time",
          "seconds "
              + given.getTime().getSeconds()
              + ", nanos "
              + given.getTime().getNanos()
              + " is no time; years 1 to 9999 and nanos 0 to 999999999 are allowed");
    }
    return Times.micros(
        Instant.ofEpochSecond(given.getTime().getSeconds(), given.getTime().getNanos()));
  }

  private static @Nullable Long cameraId(dev.visionlog.v1.LogEntry given) throws BadEntryException {
    if (!given.hasCameraId()) {
      return null;
    }
    if (given.getCameraId() < 0) {
      throw new BadEntryException(
          "camera_id", given.getCameraId() + " is negative; 0 or greater is allowed");
    }
    return given.getCameraId();
  }

  private @Nullable String extra(dev.visionlog.v1.LogEntry given) throws BadEntryException {
    if (given.hasExtraData()) {
      if (!given.getExtraJson().isEmpty()) {
        throw new BadEntryException(
            "extra_json", "is set together with extra_data; set one of the two");
      }
      return StructJson.toJson(given.getExtraData(), extraJson);
    }
    if (given.getExtraJson().isEmpty()) {
      return null;
    }
    try {
      return extraJson.read(given.getExtraJson());
    } catch (ExtraJson.InvalidJsonException invalid) {
      throw new BadEntryException("extra_json", String.valueOf(invalid.getMessage()));
    }
  }

  /** One entry cannot be stored. */
  private static final class BadEntryException extends Exception {
    private static final long serialVersionUID = 1L;

    final String field;
    final String description;

    BadEntryException(String field, String description) {
      super(description, null, false, false);
      this.field = field;
      this.description = description;
    }
  }
}
