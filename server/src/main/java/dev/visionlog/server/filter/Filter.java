package dev.visionlog.server.filter;

import dev.visionlog.server.model.Level;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which entries are wanted. Immutable; equal filters select the same entries.
 *
 * <p>Filters are in a normal form: no conjunction lies directly in another one, no disjunction in
 * another one, no negation in another one.
 */
public sealed interface Filter {

  // There are no default methods on purpose: with one, loading And would need Filter, as Filter
  // needs
  // And for ALL, and two threads could wait for each other.

  /** Selects everything. */
  Filter ALL = new And(List.of());

  /** Selects what all of these select. */
  static Filter and(Filter... parts) {
    return and(Arrays.asList(parts));
  }

  /** Selects what all of these select; everything if there are none. */
  static Filter and(List<Filter> parts) {
    List<Filter> flat = new ArrayList<>();
    parts.forEach(part -> flat.addAll(conjuncts(part)));
    return flat.size() == 1 ? flat.get(0) : new And(flat);
  }

  /** Selects what at least one of these selects. */
  static Filter or(List<Filter> parts) {
    if (parts.contains(ALL)) {
      return ALL;
    }
    List<Filter> flat = new ArrayList<>();
    parts.forEach(part -> flat.addAll(part instanceof Or or ? or.parts() : List.of(part)));
    return flat.size() == 1 ? flat.get(0) : new Or(flat);
  }

  /** Selects what the other does not. {@link #ALL} has no negation. */
  static Filter not(Filter part) {
    return part instanceof Not not ? not.part() : new Not(part);
  }

  /** The parts of a conjunction; a filter of another kind is the only part of its own. */
  static List<Filter> conjuncts(Filter filter) {
    return filter instanceof And and ? and.parts() : List.of(filter);
  }

  /**
   * A stable text: equal filters have equal texts, and different filters have different ones. To
   * parse it gives an equal filter, unless it has grown beyond the parser's bounds.
   */
  static String canonical(Filter filter) {
    return filter.accept(new CanonicalText());
  }

  <R> R accept(Visitor<R> visitor);

  /** All parts; {@link #ALL} has none. */
  record And(List<Filter> parts) implements Filter {
    public And {
      parts = List.copyOf(parts);
      require(parts.size() != 1, "a conjunction has none or several parts");
      require(parts.stream().noneMatch(And.class::isInstance), "conjunctions are flat");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.and(this);
    }
  }

  /** At least one of the parts. */
  record Or(List<Filter> parts) implements Filter {
    public Or {
      parts = List.copyOf(parts);
      require(parts.size() > 1, "a disjunction has several parts");
      require(parts.stream().noneMatch(Or.class::isInstance), "disjunctions are flat");
      require(!parts.contains(ALL), "a disjunction with ALL is ALL");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.or(this);
    }
  }

  /** All but the part. */
  record Not(Filter part) implements Filter {
    public Not {
      require(!(part instanceof Not), "a negation of a negation is neither");
      require(!part.equals(ALL), "ALL has no negation");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /**
   * One of the fields that are {@link FilterSchema#searched} contains the text, whatever the case
   * of ASCII letters.
   */
  record Search(String text) implements Filter {
    public Search {
      FilterTexts.check(text);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.search(this);
    }
  }

  /** The field has a value; a text is not empty, and of several texts there is one. */
  record Presence(FilterField field) implements Filter {
    public Presence {
      require(field.type() != FieldType.EXTRA, "extra data has a path");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.presence(this);
    }
  }

  /** Compares the level. */
  record LevelComparison(FilterOperator operator, Level value) implements Filter {
    public LevelComparison {
      operator = operator.hasAsEqual();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.level(this);
    }
  }

  /** Compares a field of integers. */
  record NumberComparison(FilterField field, FilterOperator operator, long value)
      implements Filter {
    public NumberComparison {
      operator = operator.hasAsEqual();
      require(field.type() == FieldType.INTEGER, "not an integer");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.number(this);
    }
  }

  /**
   * Compares a field of doubles.
   *
   * @param value finite; of the two zeros the one without a sign
   */
  record DecimalComparison(FilterField field, FilterOperator operator, double value)
      implements Filter {
    public DecimalComparison {
      operator = operator.hasAsEqual();
      value = FilterNumbers.withoutSignedZero(value);
      require(Double.isFinite(value), "not finite");
      require(field.type() == FieldType.DECIMAL, "not a decimal");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.decimal(this);
    }
  }

  /** Compares a field that is true or false. */
  record BooleanComparison(FilterField field, FilterOperator operator, boolean value)
      implements Filter {
    public BooleanComparison {
      operator = operator.hasAsEqual();
      require(!operator.isOrdering(), "true and false have no order");
      require(field.type() == FieldType.BOOLEAN, "not a boolean");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ofBoolean(this);
    }
  }

  /**
   * Compares a field of times.
   *
   * @param value of the years 1 to 9999; cut to whole microseconds, as entries have them
   */
  record TimeComparison(FilterField field, FilterOperator operator, Instant value)
      implements Filter {
    public TimeComparison {
      operator = operator.hasAsEqual();
      value = FilterTimes.checked(value);
      require(field.type() == FieldType.TIME, "not a time");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.time(this);
    }
  }

  /**
   * Compares a field of texts.
   *
   * @param value has wildcards only with {@code =} and {@code !=}
   */
  record TextComparison(FilterField field, FilterOperator operator, TextPattern value)
      implements Filter {
    public TextComparison {
      requireWildcardsAllowed(operator, value);
      require(field.type() == FieldType.TEXT, "not a text");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.text(this);
    }
  }

  /**
   * One of a field's texts is equal to the value, or with {@code :} contains it.
   *
   * @param value has wildcards only with {@code =}
   */
  record ElementComparison(FilterField field, FilterOperator operator, TextPattern value)
      implements Filter {
    public ElementComparison {
      requireWildcardsAllowed(operator, value);
      require(operator.isEqualOrHas(), "an element is equal or contains the value");
      require(field.type() == FieldType.TEXTS, "not a list of texts");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.element(this);
    }
  }

  /** There is a value at the path, and it is not {@code null}. */
  record ExtraPresence(List<String> path) implements Filter {
    public ExtraPresence {
      path = checkedPath(path);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.extraPresence(this);
    }
  }

  /**
   * Compares a string in the extra data. With {@code :}, also looks for an array's element or an
   * object's key.
   *
   * @param value has wildcards only with {@code =} and {@code !=}
   */
  record ExtraText(List<String> path, FilterOperator operator, TextPattern value)
      implements Filter {
    public ExtraText {
      path = checkedPath(path);
      requireWildcardsAllowed(operator, value);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.extraText(this);
    }
  }

  /**
   * Compares a number in the extra data. With {@code :}, also looks for an array's element.
   *
   * @param value within {@link FilterNumbers#MAX_DIGITS}; kept without trailing zeros
   */
  record ExtraNumber(List<String> path, FilterOperator operator, BigDecimal value)
      implements Filter {
    public ExtraNumber {
      path = checkedPath(path);
      value = FilterNumbers.checked(value);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.extraNumber(this);
    }
  }

  /** Compares a boolean in the extra data. With {@code :}, also looks for an array's element. */
  record ExtraBoolean(List<String> path, FilterOperator operator, boolean value) implements Filter {
    public ExtraBoolean {
      path = checkedPath(path);
      require(!operator.isOrdering(), "true and false have no order");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.extraBoolean(this);
    }
  }

  /** There is a {@code null} in the extra data. With {@code :}, also looks for an element. */
  record ExtraNull(List<String> path, FilterOperator operator) implements Filter {
    public ExtraNull {
      path = checkedPath(path);
      require(operator.isEqualOrHas(), "null is equal or contained");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.extraNull(this);
    }
  }

  /** Does something with each kind of filter. */
  interface Visitor<R> {
    R and(And filter);

    R or(Or filter);

    R not(Not filter);

    R search(Search filter);

    R presence(Presence filter);

    R level(LevelComparison filter);

    R number(NumberComparison filter);

    R decimal(DecimalComparison filter);

    R ofBoolean(BooleanComparison filter);

    R time(TimeComparison filter);

    R text(TextComparison filter);

    R element(ElementComparison filter);

    R extraPresence(ExtraPresence filter);

    R extraText(ExtraText filter);

    R extraNumber(ExtraNumber filter);

    R extraBoolean(ExtraBoolean filter);

    R extraNull(ExtraNull filter);
  }

  private static List<String> checkedPath(List<String> path) {
    require(!path.isEmpty(), "extra data has a path");
    path.forEach(FilterTexts::check);
    return List.copyOf(path);
  }

  private static void requireWildcardsAllowed(FilterOperator operator, TextPattern value) {
    require(
        value.isLiteral()
            || operator == FilterOperator.EQUAL
            || operator == FilterOperator.NOT_EQUAL,
        "wildcards are for = and !=");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
