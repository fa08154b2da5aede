package dev.visionlog.server.filter;

import dev.visionlog.server.model.LogEntry;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Compiles filters to predicates in memory. */
public final class FilterPredicate implements Filter.Visitor<EntryTest> {

  private final ExtraPredicate extra = new ExtraPredicate();

  private FilterPredicate() {}

  /**
   * A predicate that selects what the filter's SQL selects. Threads may share it. It allocates
   * nothing unless the filter asks for extra data, which it then reads once at most for an entry,
   * and only as far as it needs.
   */
  public static Predicate<LogEntry> compile(Filter filter) {
    FilterPredicate compiler = new FilterPredicate();
    EntryTest test = filter.accept(compiler);
    ExtraPaths wanted = compiler.extra.paths();
    return wanted.isEmpty()
        ? entry -> test.test(entry, ExtraData.NONE)
        : entry -> test.test(entry, new ExtraData(entry.extraJson(), wanted));
  }

  @Override
  public EntryTest and(Filter.And filter) {
    EntryTest[] parts = compiled(filter.parts());
    return (entry, extraData) -> {
      for (EntryTest part : parts) {
        if (!part.test(entry, extraData)) {
          return false;
        }
      }
      return true;
    };
  }

  @Override
  public EntryTest or(Filter.Or filter) {
    EntryTest[] parts = compiled(filter.parts());
    return (entry, extraData) -> {
      for (EntryTest part : parts) {
        if (part.test(entry, extraData)) {
          return true;
        }
      }
      return false;
    };
  }

  private EntryTest[] compiled(List<Filter> parts) {
    return parts.stream().map(part -> part.accept(this)).toArray(EntryTest[]::new);
  }

  @Override
  public EntryTest not(Filter.Not filter) {
    EntryTest part = filter.part().accept(this);
    return (entry, extraData) -> !part.test(entry, extraData);
  }

  @Override
  public EntryTest search(Filter.Search filter) {
    AsciiSearch search = new AsciiSearch(filter.text());
    return (entry, extraData) -> search.isIn(entry.message()) || search.isIn(entry.loggerName());
  }

  @Override
  public EntryTest presence(Filter.Presence filter) {
    return switch (filter.field()) {
      case MESSAGE, SOURCE, LOGGER_NAME -> {
        Function<LogEntry, String> field = textOf(filter.field());
        yield (entry, extraData) -> !field.apply(entry).isEmpty();
      }
      case CAMERA_ID -> (entry, extraData) -> entry.cameraId() != null;
      case ID, LEVEL, TIME, RECEIVED_TIME, POSITION -> (entry, extraData) -> true;
      case EXTRA -> throw new IllegalArgumentException("extra data has a path");
    };
  }

  @Override
  public EntryTest level(Filter.LevelComparison filter) {
    return (entry, extraData) -> filter.operator().accepts(entry.level().compareTo(filter.value()));
  }

  @Override
  public EntryTest number(Filter.NumberComparison filter) {
    return switch (filter.field()) {
      case ID -> number(filter, LogEntry::id);
      case POSITION -> number(filter, LogEntry::position);
      default -> cameraId(filter);
    };
  }

  private static EntryTest number(Filter.NumberComparison filter, ToLongFunction<LogEntry> field) {
    return (entry, extraData) ->
        filter.operator().accepts(Long.compare(field.applyAsLong(entry), filter.value()));
  }

  private static EntryTest cameraId(Filter.NumberComparison filter) {
    return (entry, extraData) -> {
      Long cameraId = entry.cameraId();
      return cameraId != null && filter.operator().accepts(Long.compare(cameraId, filter.value()));
    };
  }

  @Override
  public EntryTest time(Filter.TimeComparison filter) {
    Function<LogEntry, Instant> field =
        filter.field() == FilterField.TIME ? LogEntry::time : LogEntry::receivedTime;
    return (entry, extraData) ->
        filter.operator().accepts(field.apply(entry).compareTo(filter.value()));
  }

  @Override
  public EntryTest text(Filter.TextComparison filter) {
    Function<LogEntry, String> field = textOf(filter.field());
    Predicate<String> test = text(filter.operator(), filter.value());
    // An empty logger's name is a missing one; an empty message is a message.
    boolean emptyIsMissing = filter.field() == FilterField.LOGGER_NAME;
    return (entry, extraData) -> {
      String text = field.apply(entry);
      return !(emptyIsMissing && text.isEmpty()) && test.test(text);
    };
  }

  private static Function<LogEntry, String> textOf(FilterField field) {
    return switch (field) {
      case MESSAGE -> LogEntry::message;
      case SOURCE -> LogEntry::source;
      case LOGGER_NAME -> LogEntry::loggerName;
      case ID, LEVEL, TIME, RECEIVED_TIME, CAMERA_ID, POSITION, EXTRA ->
          throw new IllegalArgumentException("not a text");
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
  public EntryTest extraPresence(Filter.ExtraPresence filter) {
    return extra.presence(filter);
  }

  @Override
  public EntryTest extraText(Filter.ExtraText filter) {
    return extra.text(filter);
  }

  @Override
  public EntryTest extraNumber(Filter.ExtraNumber filter) {
    return extra.number(filter);
  }

  @Override
  public EntryTest extraBoolean(Filter.ExtraBoolean filter) {
    return extra.ofBoolean(filter);
  }

  @Override
  public EntryTest extraNull(Filter.ExtraNull filter) {
    return extra.ofNull(filter);
  }
}
