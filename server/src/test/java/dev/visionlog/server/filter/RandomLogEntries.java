package dev.visionlog.server.filter;

import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import java.util.List;
import java.util.Random;

/** Makes entries that are hard to search by chance, and the same ones from the same seed. */
final class RandomLogEntries {

  private final RandomValues values;
  private final RandomJson json;

  RandomLogEntries(Random random) {
    this.values = new RandomValues(random);
    this.json = new RandomJson(random);
  }

  LogEntry next(long id) {
    return new LogEntry(
        id,
        values.oneOf(List.of(Level.values())),
        values.text(),
        values.oneOf(NastyValues.TIMES),
        values.oneOf(NastyValues.TIMES),
        values.cameraId(),
        "s" + values.text(),
        values.optionalText(),
        json.extra(),
        values.position());
  }
}
