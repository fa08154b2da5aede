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

  /** Reads a batch and counts what is in it. Throws only if it has too many entries. */
  ReadBatch<LogEntry> read(List<dev.visionlog.v1.LogEntry> given) {
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
        errors.add(EntryErrors.of(i, "entries[" + i + "]." + bad.field(), bad.description()));
      }
    }
    counters.received.add(given.size());
    counters.rejected.add(errors.size());
    counters.suppressed.add(suppressed);
    return new ReadBatch<>(entries, indexes, errors, suppressed, List.of());
  }

  /** Null if it is below its threshold. */
  private @Nullable LogEntry read(
      dev.visionlog.v1.LogEntry given, Thresholds thresholds, Instant received)
      throws BadEntryException {
    Level level = level(given);
    String source = source(given.getSource());
    Instant time = given.hasTime() ? CommonFields.time(given.getTime()) : received;
    Long cameraId = given.hasCameraId() ? CommonFields.cameraId(given.getCameraId()) : null;
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
        CommonFields.extra(
            given.hasExtraData() ? given.getExtraData() : null, given.getExtraJson(), extraJson),
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
}
