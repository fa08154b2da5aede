package dev.visionlog.server.filter;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes extra data by chance. */
final class RandomJson {

  private final Random random;
  private final RandomValues values;

  RandomJson(Random random) {
    this.random = random;
    this.values = new RandomValues(random);
  }

  /** An object; sometimes there is none. */
  @Nullable String extra() {
    return random.nextInt(8) == 0 ? null : object(3);
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
