package dev.visionlog.server.filter;

import dev.visionlog.server.model.Level;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes filters of every kind by chance, and the same ones from the same seed. */
final class RandomFilters {

  private static final List<FilterField> FIELDS =
      Stream.of(FilterField.values()).filter(field -> field != FilterField.EXTRA).toList();
  private static final List<FilterField> COUNTED =
      List.of(FilterField.LEVEL, FilterField.SOURCE, FilterField.CAMERA_ID);
  private static final Set<FilterOperator> WILDCARD_OPERATORS =
      Set.of(FilterOperator.EQUAL, FilterOperator.NOT_EQUAL);

  private final Random random;

  RandomFilters(Random random) {
    this.random = random;
  }

  /** A filter with so many layers of AND, OR and NOT at most. */
  Filter next(int layers) {
    return composite(layers, false);
  }

  /** The same with the fields that are counted. */
  Filter nextCountable(int layers) {
    return composite(layers, true);
  }

  private Filter composite(int layers, boolean countable) {
    if (layers == 0) {
      return countable ? comparison(oneOf(COUNTED)) : term();
    }
    return switch (random.nextInt(4)) {
      case 0 -> Filter.and(parts(layers, countable));
      case 1 -> Filter.or(parts(layers, countable));
      case 2 -> Filter.not(composite(layers - 1, countable));
      default -> composite(0, countable);
    };
  }

  private List<Filter> parts(int layers, boolean countable) {
    return IntStream.range(0, 2 + random.nextInt(2))
        .mapToObj(i -> composite(layers - 1, countable))
        .toList();
  }

  private Filter term() {
    return switch (random.nextInt(8)) {
      case 0 -> new Filter.Search(text());
      case 1, 2, 3 -> comparison(oneOf(FIELDS));
      default -> extra();
    };
  }

  private Filter comparison(FilterField field) {
    if (random.nextInt(12) == 0) {
      return new Filter.Presence(field);
    }
    FilterOperator operator = oneOf(List.of(FilterOperator.values()));
    return switch (field.type()) {
      case LEVEL -> new Filter.LevelComparison(operator, oneOf(List.of(Level.values())));
      case INTEGER -> new Filter.NumberComparison(field, operator, oneOf(NastyValues.LONGS));
      case TIME -> new Filter.TimeComparison(field, operator, oneOf(NastyValues.TIMES));
      case TEXT -> new Filter.TextComparison(field, operator, pattern(operator));
      case EXTRA -> throw new IllegalArgumentException("extra data has a path");
    };
  }

  private Filter extra() {
    List<String> path = path();
    FilterOperator operator = oneOf(List.of(FilterOperator.values()));
    return switch (random.nextInt(8)) {
      case 0 -> new Filter.ExtraPresence(path);
      case 1 -> new Filter.ExtraBoolean(path, unordered(operator), random.nextBoolean());
      case 2 -> new Filter.ExtraNull(path, isHas(operator));
      case 3, 4, 5 -> new Filter.ExtraText(path, operator, pattern(operator));
      default -> new Filter.ExtraNumber(path, operator, new BigDecimal(oneOf(NastyValues.NUMBERS)));
    };
  }

  private static FilterOperator unordered(FilterOperator operator) {
    return operator.isOrdering() ? FilterOperator.EQUAL : operator;
  }

  private static FilterOperator isHas(FilterOperator operator) {
    return operator == FilterOperator.HAS ? FilterOperator.HAS : FilterOperator.EQUAL;
  }

  private List<String> path() {
    return IntStream.range(0, random.nextInt(3) == 0 ? 2 : 1).mapToObj(i -> key()).toList();
  }

  /** Mostly one of few keys, so that filters and entries meet. */
  String key() {
    return random.nextInt(4) == 0 ? oneOf(NastyValues.KEYS) : oneOf(NastyValues.KEYS.subList(0, 4));
  }

  private TextPattern pattern(FilterOperator operator) {
    String text = random.nextInt(6) == 0 ? key() : text();
    return WILDCARD_OPERATORS.contains(operator) && random.nextInt(3) == 0
        ? withWildcards(text)
        : TextPattern.literal(text);
  }

  /** Replaces some characters by wildcards. */
  private TextPattern withWildcards(String text) {
    LiteralBuilder builder = new LiteralBuilder();
    if (random.nextBoolean()) {
      builder.wildcard();
    }
    text.codePoints().forEach(codePoint -> wildcardOrCharacter(builder, codePoint));
    if (random.nextBoolean()) {
      builder.wildcard();
    }
    return builder.build(1, true).pattern();
  }

  private void wildcardOrCharacter(LiteralBuilder builder, int codePoint) {
    if (random.nextInt(4) == 0) {
      builder.wildcard();
    } else {
      Character.toString(codePoint).chars().forEach(c -> builder.character((char) c));
    }
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

  <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
