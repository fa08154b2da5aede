package dev.visionlog.server.filter;

import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes entries that are hard to search by chance, and the same ones from the same seed. */
final class RandomEntries {

  private final Random random;
  private final RandomFilters values;

  RandomEntries(Random random) {
    this.random = random;
    this.values = new RandomFilters(random);
  }

  LogEntry next(long id) {
    return new LogEntry(
        id,
        values.oneOf(List.of(Level.values())),
        values.text(),
        values.oneOf(NastyValues.TIMES),
        values.oneOf(NastyValues.TIMES),
        cameraId(),
        "s" + values.text(),
        random.nextInt(3) == 0 ? "" : values.text(),
        random.nextInt(8) == 0 ? null : object(3),
        random.nextInt(5) == 0 ? 0 : values.oneOf(NastyValues.LONGS));
  }

  private @Nullable Long cameraId() {
    return random.nextInt(3) == 0 ? null : Math.max(0, values.oneOf(NastyValues.LONGS));
  }

  /** A JSON object in which keys may come twice. */
  private String object(int depth) {
    return IntStream.range(0, random.nextInt(7))
        .mapToObj(i -> JsonTexts.quoted(values.key()) + " : " + value(depth - 1))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String array(int depth) {
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(i -> value(depth - 1))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 14 : 9)) {
      case 0, 1 -> JsonTexts.quoted(values.text());
      case 2 -> JsonTexts.quoted(values.key());
      case 3, 4 -> values.oneOf(NastyValues.NUMBERS);
      case 5 -> values.oneOf(NastyValues.VAST_NUMBERS);
      case 6 -> "true";
      case 7 -> "false";
      case 8 -> "null";
      case 9, 10 -> array(depth);
      default -> object(depth);
    };
  }
}
