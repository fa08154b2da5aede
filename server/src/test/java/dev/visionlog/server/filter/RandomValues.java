package dev.visionlog.server.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values by chance, of which entries and filters are made, so that they meet. */
final class RandomValues {

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** One of the texts, or a piece of one. */
  String text() {
    String text = oneOf(NastyValues.TEXTS);
    return random.nextInt(3) == 0 ? piece(text) : text;
  }

  private String piece(String text) {
    List<Integer> codePoints = new ArrayList<>(text.codePoints().boxed().toList());
    int from = random.nextInt(codePoints.size() + 1);
    int to = from + random.nextInt(codePoints.size() - from + 1);
    StringBuilder piece = new StringBuilder();
    codePoints.subList(from, to).forEach(piece::appendCodePoint);
    return piece.toString();
  }

  /** A text, or an empty one where there is none. */
  String optionalText() {
    return random.nextInt(3) == 0 ? "" : text();
  }

  /** Mostly one of few keys. */
  String key() {
    return random.nextInt(4) == 0 ? oneOf(NastyValues.KEYS) : oneOf(NastyValues.KEYS.subList(0, 4));
  }

  @Nullable Long cameraId() {
    return random.nextInt(3) == 0 ? null : Math.max(0, oneOf(NastyValues.LONGS));
  }

  long position() {
    return random.nextInt(5) == 0 ? 0 : oneOf(NastyValues.LONGS);
  }
}
