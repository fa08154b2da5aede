package dev.visionlog.server.filter;

import dev.visionlog.server.model.Entry;
import dev.visionlog.server.model.Level;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compiles filters to predicates in memory.
 *
 * @param <E> the kind of entries
 */
public final class FilterPredicate<E extends Entry<E>> implements Filter.Visitor<EntryTest<E>> {

  private final EntryFields<E> fields;
  private final ExtraPredicate<E> extra = new ExtraPredicate<>();

  private FilterPredicate(EntryFields<E> fields) {
    this.fields = fields;
  }

  /**
   * A predicate that selects what the filter's SQL selects. Threads may share it. It allocates
   * nothing unless the filter asks for extra data, which it then reads once at most for an entry,
   * and only as far as it needs.
   *
   * @throws IllegalArgumentException if a field of the filter is not among these
   */
  public static <E extends Entry<E>> Predicate<E> compile(Filter filter, EntryFields<E> fields) {
    FilterPredicate<E> compiler = new FilterPredicate<>(fields);
    EntryTest<E> test = filter.accept(compiler);
    ExtraPaths wanted = compiler.extra.paths();
    Function<E, @Nullable String> extraJson = fields.extraJson();
    return wanted.isEmpty()
        ? entry -> test.test(entry, ExtraData.NONE)
        : entry -> test.test(entry, new ExtraData(extraJson.apply(entry), wanted));
  }

  @Override
  public EntryTest<E> and(Filter.And filter) {
    EntryTest<E>[] parts = compiled(filter.parts());
    return (entry, extraData) -> {
      for (EntryTest<E> part : parts) {
        if (!part.test(entry, extraData)) {
          return false;
        }
      }
      return true;
    };
  }

  @Override
  public EntryTest<E> or(Filter.Or filter) {
    return any(compiled(filter.parts()));
  }

  private static <E> EntryTest<E> any(EntryTest<E>[] parts) {
    return (entry, extraData) -> {
      for (EntryTest<E> part : parts) {
        if (part.test(entry, extraData)) {
          return true;
        }
      }
      return false;
    };
  }

  private EntryTest<E>[] compiled(List<Filter> parts) {
    return array(parts.stream().map(part -> part.accept(this)));
  }

  @SuppressWarnings("unchecked") // Nothing else is in the stream.
  private static <E> EntryTest<E>[] array(Stream<EntryTest<E>> tests) {
    return (EntryTest<E>[]) tests.toArray(EntryTest<?>[]::new);
  }

  @Override
  public EntryTest<E> not(Filter.Not filter) {
    EntryTest<E> part = filter.part().accept(this);
    return (entry, extraData) -> !part.test(entry, extraData);
  }

  @Override
  public EntryTest<E> search(Filter.Search filter) {
    Predicate<String> isIn = new AsciiSearch(filter.text())::isIn;
    return any(array(fields.schema().searched().stream().map(field -> searched(field, isIn))));
  }

  private EntryTest<E> searched(FilterField field, Predicate<String> isIn) {
    if (field.type() == FieldType.TEXTS) {
      return anyElement(field, isIn);
    }
    Function<E, String> text = fields.text(field);
    return (entry, extraData) -> isIn.test(text.apply(entry));
  }

  @Override
  public EntryTest<E> presence(Filter.Presence filter) {
    FilterField field = filter.field();
    return switch (field.type()) {
      case TEXT -> {
        Function<E, String> text = fields.text(field);
        yield (entry, extraData) -> !text.apply(entry).isEmpty();
      }
      case INTEGER -> field == FilterField.CAMERA_ID ? hasCamera() : always();
      case TEXTS -> anyElement(field, text -> true);
      case DECIMAL -> {
        Function<E, @Nullable Double> decimal = fields.decimal(field);
        yield (entry, extraData) -> decimal.apply(entry) != null;
      }
      case BOOLEAN, TIME, LEVEL -> always();
      case EXTRA -> throw new IllegalArgumentException("extra data has a path");
    };
  }

  private EntryTest<E> hasCamera() {
    Function<E, @Nullable Long> cameraId = fields.cameraId();
    return (entry, extraData) -> cameraId.apply(entry) != null;
  }

  private static <E> EntryTest<E> always() {
    return (entry, extraData) -> true;
  }

  @Override
  public EntryTest<E> level(Filter.LevelComparison filter) {
    Function<E, Level> level = fields.level(FilterField.LEVEL);
    return (entry, extraData) ->
        filter.operator().accepts(level.apply(entry).compareTo(filter.value()));
  }

  @Override
  public EntryTest<E> number(Filter.NumberComparison filter) {
    return switch (filter.field()) {
      case ID -> number(filter, Entry::id);
      case POSITION -> number(filter, Entry::position);
      default -> cameraId(filter);
    };
  }

  private EntryTest<E> number(Filter.NumberComparison filter, ToLongFunction<E> field) {
    return (entry, extraData) ->
        filter.operator().accepts(Long.compare(field.applyAsLong(entry), filter.value()));
  }

  private EntryTest<E> cameraId(Filter.NumberComparison filter) {
    Function<E, @Nullable Long> field = fields.cameraId();
    return (entry, extraData) -> {
      Long cameraId = field.apply(entry);
      return cameraId != null && filter.operator().accepts(Long.compare(cameraId, filter.value()));
    };
  }

  @Override
  public EntryTest<E> decimal(Filter.DecimalComparison filter) {
    Function<E, @Nullable Double> field = fields.decimal(filter.field());
    return (entry, extraData) -> {
      Double value = field.apply(entry);
      return value != null
          && filter.operator().accepts(FilterNumbers.compare(value, filter.value()));
    };
  }

  @Override
  public EntryTest<E> ofBoolean(Filter.BooleanComparison filter) {
    Predicate<E> field = fields.ofBoolean(filter.field());
    return (entry, extraData) ->
        filter.operator().accepts(Boolean.compare(field.test(entry), filter.value()));
  }

  @Override
  public EntryTest<E> time(Filter.TimeComparison filter) {
    Function<E, Instant> field =
        filter.field() == FilterField.TIME ? Entry::time : Entry::receivedTime;
    return (entry, extraData) ->
        filter.operator().accepts(field.apply(entry).compareTo(filter.value()));
  }

  @Override
  public EntryTest<E> text(Filter.TextComparison filter) {
    Function<E, String> field = fields.text(filter.field());
    Predicate<String> test = text(filter.operator(), filter.value());
    boolean emptyIsMissing = filter.field().isMissingWhenEmpty();
    return (entry, extraData) -> {
      String text = field.apply(entry);
      return !(emptyIsMissing && text.isEmpty()) && test.test(text);
    };
  }

  static Predicate<String> text(FilterOperator operator, TextPattern value) {
    return switch (operator) {
      case EQUAL -> value::matches;
      case NOT_EQUAL -> text -> !value.matches(text);
      case HAS -> new AsciiSearch(value.literal())::isIn;
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
        String literal = value.literal();
        yield text -> operator.accepts(FilterTexts.compare(text, literal));
      }
    };
  }

  @Override
  public EntryTest<E> element(Filter.ElementComparison filter) {
    return anyElement(filter.field(), text(filter.operator(), filter.value()));
  }

  private EntryTest<E> anyElement(FilterField field, Predicate<String> test) {
    BiPredicate<E, Predicate<String>> any = fields.anyElement(field);
    return (entry, extraData) -> any.test(entry, test);
  }

  @Override
  public EntryTest<E> extraPresence(Filter.ExtraPresence filter) {
    return extra.presence(filter);
  }

  @Override
  public EntryTest<E> extraText(Filter.ExtraText filter) {
    return extra.text(filter);
  }

  @Override
  public EntryTest<E> extraNumber(Filter.ExtraNumber filter) {
    return extra.number(filter);
  }

  @Override
  public EntryTest<E> extraBoolean(Filter.ExtraBoolean filter) {
    return extra.ofBoolean(filter);
  }

  @Override
  public EntryTest<E> extraNull(Filter.ExtraNull filter) {
    return extra.ofNull(filter);
  }
}
