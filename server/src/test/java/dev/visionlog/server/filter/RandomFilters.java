package dev.visionlog.server.filter;

import dev.visionlog.server.model.Level;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes filters of every kind by chance, and the same ones from the same seed. */
final class RandomFilters {

  private static final Set<FilterOperator> WILDCARD_OPERATORS =
      Set.of(FilterOperator.EQUAL, FilterOperator.NOT_EQUAL);

  private static final List<FilterOperator> ELEMENT_OPERATORS =
      List.of(FilterOperator.EQUAL, FilterOperator.HAS);

  private final Random random;
  private final RandomValues values;
  private final List<FilterField> fields;
  private final List<FilterField> counted;

  RandomFilters(Random random, FilterSchema schema) {
    this.random = random;
    this.values = new RandomValues(random);
    this.fields =
        schema.fields().stream().filter(field -> field.type() != FieldType.EXTRA).toList();
    this.counted = schema.counted();
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
      return countable ? comparison(values.oneOf(counted)) : term();
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
      case 0 -> new Filter.Search(values.text());
      case 1, 2, 3, 4 -> comparison(values.oneOf(fields));
      default -> extra();
    };
  }

  private Filter comparison(FilterField field) {
    if (random.nextInt(12) == 0) {
      return new Filter.Presence(field);
    }
    FilterOperator operator = values.oneOf(List.of(FilterOperator.values()));
    return switch (field.type()) {
      case LEVEL -> new Filter.LevelComparison(operator, values.oneOf(List.of(Level.values())));
      case INTEGER -> new Filter.NumberComparison(field, operator, values.oneOf(NastyValues.LONGS));
      case TIME -> new Filter.TimeComparison(field, operator, values.oneOf(NastyValues.TIMES));
      case TEXT -> new Filter.TextComparison(field, operator, pattern(operator));
      case DECIMAL ->
          new Filter.DecimalComparison(field, operator, values.oneOf(NastyValues.DECIMALS));
      case BOOLEAN ->
          new Filter.BooleanComparison(field, unordered(operator), random.nextBoolean());
      case TEXTS -> element(field);
      case EXTRA -> throw new IllegalArgumentException("extra data has a path");
    };
  }

  private Filter element(FilterField field) {
    FilterOperator operator = values.oneOf(ELEMENT_OPERATORS);
    return new Filter.ElementComparison(field, operator, pattern(operator));
  }

  private Filter extra() {
    List<String> path = path();
    FilterOperator operator = values.oneOf(List.of(FilterOperator.values()));
    return switch (random.nextInt(8)) {
      case 0 -> new Filter.ExtraPresence(path);
      case 1 -> new Filter.ExtraBoolean(path, unordered(operator), random.nextBoolean());
      case 2 -> new Filter.ExtraNull(path, isHas(operator));
      case 3, 4, 5 -> new Filter.ExtraText(path, operator, pattern(operator));
      default ->
          new Filter.ExtraNumber(path, operator, new BigDecimal(values.oneOf(NastyValues.NUMBERS)));
    };
  }

  private static FilterOperator unordered(FilterOperator operator) {
    return operator.isOrdering() ? FilterOperator.EQUAL : operator;
  }

  private static FilterOperator isHas(FilterOperator operator) {
    return operator == FilterOperator.HAS ? FilterOperator.HAS : FilterOperator.EQUAL;
  }

  private List<String> path() {
    return IntStream.range(0, random.nextInt(3) == 0 ? 2 : 1).mapToObj(i -> values.key()).toList();
  }

  private TextPattern pattern(FilterOperator operator) {
    String text = random.nextInt(6) == 0 ? values.key() : values.text();
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
}
