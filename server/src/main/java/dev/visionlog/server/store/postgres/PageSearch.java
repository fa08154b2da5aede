package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.FilterFields;
import dev.visionlog.server.filter.TimeRange;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.store.LogKey;
import dev.visionlog.server.store.LogPage;
import dev.visionlog.server.store.LogSearch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * One search for a page. First the whole period is tried at once, which an index makes fast for
 * most filters; if that takes too long, the period is walked through in slices, as far as the
 * budget goes.
 */
final class PageSearch {
  private static final Duration FIRST_TRY = Duration.ofMillis(250);
  private static final Duration FIRST_SLICE = Duration.ofMinutes(1);

  /** A search that gets nowhere would never end, so one slice may take longer than the budget. */
  private static final Duration LEAST_SLICE_TIME = Duration.ofSeconds(10);

  private static final int FETCH_SIZE = 500;
  private static final Duration TICK = Duration.ofNanos(1_000);

  private final Database database;
  private final LogSearch search;
  private final Budget budget;
  private final List<LogEntry> found = new ArrayList<>();
  private int toSkip;

  PageSearch(Database database, LogSearch search) {
    this.database = database;
    this.search = search;
    this.budget = new Budget(search.budget());
  }

  LogPage run() {
    TimeRange range = FilterFields.timeRange(search.filter());
    try {
      query(range, min(FIRST_TRY, budget.left()), search.skip());
      return page();
    } catch (RuntimeException error) {
      if (!SqlErrors.is(error, SqlErrors.QUERY_CANCELED)) {
        throw error;
      }
    }
    reset();
    return walk(span(range));
  }

  private LogPage page() {
    boolean more = found.size() > search.limit();
    List<LogEntry> entries = more ? found.subList(0, search.limit()) : found;
    return new LogPage(
        List.copyOf(entries),
        more ? Optional.of(key(entries.get(entries.size() - 1))) : Optional.empty(),
        Optional.empty());
  }

  private LogPage walk(Span all) {
    Slices slices = new Slices(FIRST_SLICE);
    Span rest = all;
    boolean progressed = false;
    while (!rest.isEmpty() && found.size() <= search.limit()) {
      if (budget.isSpent() && progressed) {
        return unfinished(rest);
      }
      Span slice = rest.first(slices.width(), search.newestFirst());
      if (searchSlice(slice, slices, progressed)) {
        rest = rest.without(slice, search.newestFirst());
        progressed = true;
      }
    }
    return page();
  }

  /** False if it took too long and a smaller slice is to be tried. */
  private boolean searchSlice(Span slice, Slices slices, boolean progressed) {
    int before = found.size();
    int skipBefore = toSkip;
    long start = System.nanoTime();
    try {
      query(slice.range(), progressed ? budget.left() : LEAST_SLICE_TIME, 0);
      slices.took(Duration.ofNanos(System.nanoTime() - start));
      return true;
    } catch (RuntimeException error) {
      if (!SqlErrors.is(error, SqlErrors.QUERY_CANCELED) || (!slices.shrink() && !progressed)) {
        throw error;
      }
      found.subList(before, found.size()).clear();
      toSkip = skipBefore;
      return false;
    }
  }

  private LogPage unfinished(Span rest) {
    Instant reached = search.newestFirst() ? rest.to() : rest.from();
    LogKey next =
        search.newestFirst()
            ? new LogKey(reached, 0)
            : new LogKey(reached.minus(TICK), Long.MAX_VALUE);
    return new LogPage(List.copyOf(found), Optional.of(next), Optional.of(reached));
  }

  private void reset() {
    found.clear();
    toSkip = search.skip();
  }

  private void query(TimeRange range, Duration most, int offset) {
    database.transact(
        handle -> {
          Budget.limit(handle, most);
          LogCondition condition = LogCondition.of(handle, search.filter());
          restrict(condition, range);
          search.after().ifPresent(key -> restrict(condition, key));
          int wanted = search.limit() + 1 - found.size() + toSkip;
          try (Query query = handle.createQuery(sql(condition))) {
            int next = condition.bind(query, 0);
            collect(query.bind(next, wanted).bind(next + 1, offset).setFetchSize(FETCH_SIZE));
          }
          return null;
        });
  }

  private void collect(Query query) {
    try (Stream<LogEntry> entries = query.map((row, context) -> LogRows.read(row)).stream()) {
      entries.forEach(this::collect);
    }
  }

  private void collect(LogEntry entry) {
    if (toSkip > 0) {
      toSkip--;
    } else {
      found.add(entry);
    }
  }

  private void restrict(LogCondition condition, LogKey key) {
    String operator = search.newestFirst() ? "<" : ">";
    condition.and("l.time " + operator + "= ?", key.time());
    condition.and("(l.time, l.id) " + operator + " (?, ?)", key.time(), key.id());
  }

  /** The position is looked up for the page alone, not for every row that is passed over. */
  private String sql(LogCondition condition) {
    String order = search.newestFirst() ? "time DESC, id DESC" : "time, id";
    return "SELECT "
        + LogRows.COLUMNS
        + ", "
        + LogRows.POSITION
        + " FROM (SELECT * FROM logs AS l WHERE "
        + condition.sql()
        + " ORDER BY "
        + order
        + " LIMIT ? OFFSET ?) AS l ORDER BY "
        + order;
  }

  private static void restrict(LogCondition condition, TimeRange range) {
    if (range.from() != null) {
      condition.and("l.time >= ?", range.from());
    }
    if (range.to() != null) {
      condition.and("l.time < ?", range.to());
    }
  }

  /**
   * The part of the period in which there are entries at all, and which is still to be searched.
   */
  private Span span(TimeRange range) {
    return database.read(
        handle -> {
          Optional<Instant> first = edge(handle, "");
          Optional<Instant> last = edge(handle, "DESC");
          if (first.isEmpty() || last.isEmpty()) {
            return new Span(Instant.EPOCH, Instant.EPOCH);
          }
          Span all = new Span(first.get(), last.get().plus(TICK));
          return afterKey(all.within(range.from(), range.to()));
        });
  }

  private Span afterKey(Span span) {
    if (search.after().isEmpty()) {
      return span;
    }
    Instant at = search.after().get().time();
    return search.newestFirst() ? span.within(null, at.plus(TICK)) : span.within(at, null);
  }

  private static Optional<Instant> edge(Handle handle, String order) {
    return handle
        .createQuery("SELECT time FROM logs ORDER BY time " + order + " LIMIT 1")
        .map((row, context) -> LogRows.instant(row, 1))
        .findOne();
  }

  private static LogKey key(LogEntry entry) {
    return new LogKey(entry.time(), entry.id());
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** A period with two ends: from the first, to before the second. */
  private record Span(Instant from, Instant to) {

    TimeRange range() {
      return new TimeRange(from, to);
    }

    boolean isEmpty() {
      return !from.isBefore(to);
    }

    Span within(@Nullable Instant least, @Nullable Instant most) {
      return new Span(
          least != null && least.isAfter(from) ? least : from,
          most != null && most.isBefore(to) ? most : to);
    }

    Span first(Duration width, boolean newestFirst) {
      return newestFirst ? within(to.minus(width), null) : within(null, from.plus(width));
    }

    Span without(Span slice, boolean newestFirst) {
      return newestFirst ? new Span(from, slice.from) : new Span(slice.to, to);
    }
  }
}
