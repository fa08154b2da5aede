package dev.visionlog.server.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;

/**
 * Compiles comparisons with extra data to tests in memory, and notes what they ask for.
 *
 * @param <E> the kind of entries
 */
final class ExtraPredicate<E> {

  private final ExtraPaths paths = new ExtraPaths();

  /** What the tests compiled so far ask for. */
  ExtraPaths paths() {
    return paths;
  }

  EntryTest<E> presence(Filter.ExtraPresence filter) {
    return at(filter.path(), value -> value != JsonValue.Null.NULL);
  }

  EntryTest<E> text(Filter.ExtraText filter) {
    if (filter.operator() == FilterOperator.HAS) {
      return hasText(filter);
    }
    Predicate<String> test = FilterPredicate.text(filter.operator(), filter.value());
    return at(
        filter.path(), value -> value instanceof JsonValue.Text text && test.test(text.value()));
  }

  private EntryTest<E> hasText(Filter.ExtraText filter) {
    String wanted = filter.value().literal();
    AsciiSearch search = new AsciiSearch(wanted);
    JsonValue element = new JsonValue.Text(wanted);
    return at(
        filter.path(),
        value ->
            (value instanceof JsonValue.Text text && search.isIn(text.value()))
                || (value instanceof JsonValue.Members members
                    && members.values().containsKey(wanted))
                || hasElement(value, element::equals));
  }

  EntryTest<E> number(Filter.ExtraNumber filter) {
    BigDecimal wanted = filter.value();
    return scalar(
        filter.path(),
        filter.operator(),
        value ->
            value instanceof JsonValue.Decimal number
                && filter.operator().accepts(number.value().compareTo(wanted)));
  }

  EntryTest<E> ofBoolean(Filter.ExtraBoolean filter) {
    boolean wanted = (filter.operator() != FilterOperator.NOT_EQUAL) == filter.value();
    return scalar(
        filter.path(),
        filter.operator(),
        value -> value instanceof JsonValue.Bool bool && bool.value() == wanted);
  }

  EntryTest<E> ofNull(Filter.ExtraNull filter) {
    return scalar(filter.path(), filter.operator(), value -> value == JsonValue.Null.NULL);
  }

  private EntryTest<E> scalar(
      List<String> path, FilterOperator operator, Predicate<JsonValue> test) {
    return operator == FilterOperator.HAS
        ? at(path, value -> test.test(value) || hasElement(value, test))
        : at(path, test);
  }

  private static boolean hasElement(JsonValue value, Predicate<JsonValue> test) {
    return value instanceof JsonValue.Elements elements
        && elements.values().stream().anyMatch(test);
  }

  private EntryTest<E> at(List<String> path, Predicate<JsonValue> test) {
    paths.add(path);
    return (entry, extra) -> {
      JsonValue value = extra.at(path);
      return value != null && test.test(value);
    };
  }
}
