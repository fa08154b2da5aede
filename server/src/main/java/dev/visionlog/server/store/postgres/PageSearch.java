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
 * One search for a page. First the whole period is tried at once, which an index makes fast for most
 * filters; if that takes too long, the period is walked through in slices, as far as the budget goes.
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
    this.toSkip = search.skip();
  }

  LogPage run() {
    Range range = range();
    try {
      query(range, min(FIRST_TRY, budget.left()));
      return page();
    } catch (RuntimeException error) {
      if (!SqlErrors.is(error, SqlErrors.QUERY_CANCELED)) {
        throw error;
      }
    }
    reset();
    return walk(clip(range));
  }

  private LogPage page() {
    boolean more = found.size() > search.limit();
    List<LogEntry> entries = more ? found.subList(0, search.limit()) : found;
    return new LogPage(
        List.copyOf(entries),
        more ? Optional.of(key(entries.get(entries.size() - 1))) : Optional.empty(),
        Optional.empty());
  }

  private LogPage walk(Range all) {
    Slices slices = new Slices(FIRST_SLICE);
    Range rest = all;
    boolean progressed = false;
    while (!rest.isEmpty() && found.size() <= search.limit()) {
      if (budget.isSpent() && progressed) {
        return unfinished(rest);
      }
      Range slice = rest.first(slices.width(), search.newestFirst());
      if (searchSlice(slice, slices, progressed)) {
        rest = rest.without(slice, search.newestFirst());
        progressed = true;
      }
    }
    return page();
  }

  /** False if it took too long and a smaller slice is to be tried. */
  private boolean searchSlice(Range slice, Slices slices, boolean progressed) {
    int before = found.size();
    int skipBefore = toSkip;
    long start = System.nanoTime();
    try {
      query(slice, progressed ? budget.left() : LEAST_SLICE_TIME);
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

  private LogPage unfinished(Range rest) {
    Instant reached = search.newestFirst() ? rest.to() : rest.from();
    LogKey next =
        search.newestFirst() ? new LogKey(reached, 0) : new LogKey(reached.minus(TICK), Long.MAX_VALUE);
    return new LogPage(List.copyOf(found), Optional.of(next), Optional.of(reached));
  }

  private void reset() {
    found.clear();
    toSkip = search.skip();
  }

  private void query(Range range, Duration most) {
    database.transact(
        handle -> {
          Budget.limit(handle, most);
          LogCondition condition = LogCondition.of(handle, search.filter());
          range.restrict(condition);
          search.after().ifPresent(key -> restrict(condition, key));
          int wanted = search.limit() + 1 - found.size() + toSkip;
          try (Query query = handle.createQuery(sql(condition))) {
            int next = condition.bind(query, 0);
            collect(query.bind(next, wanted).setFetchSize(FETCH_SIZE));
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
    return "SELECT " + LogRows.COLUMNS + ", " + LogRows.POSITION
        + " FROM (SELECT * FROM logs AS l WHERE " + condition.sql()
        + " ORDER BY " + order + " LIMIT ?) AS l ORDER BY " + order;
  }

  private Range range() {
    TimeRange range = FilterFields.timeRange(search.filter());
    return new Range(range.from(), range.to());
  }

  /** The part of the period in which there are entries at all. */
  private Range clip(Range range) {
    return database.read(
        handle -> {
          Instant first = edge(handle, "");
          Instant last = edge(handle, "DESC");
          if (first == null || last == null) {
            return new Range(Instant.EPOCH, Instant.EPOCH);
          }
          Instant from = range.from() == null || range.from().isBefore(first) ? first : range.from();
          Instant end = last.plus(TICK);
          Instant to = range.to() == null || range.to().isAfter(end) ? end : range.to();
          return afterKey(new Range(from, to));
        });
  }

  private Range afterKey(Range range) {
    if (search.after().isEmpty()) {
      return range;
    }
    Instant at = search.after().get().time();
    if (search.newestFirst()) {
      Instant end = at.plus(TICK);
      return end.isBefore(range.to()) ? new Range(range.from(), end) : range;
    }
    return at.isAfter(range.from()) ? new Range(at, range.to()) : range;
  }

  private static @Nullable Instant edge(Handle handle, String order) {
    return handle
        .createQuery("SELECT time FROM logs ORDER BY time " + order + " LIMIT 1")
        .map((row, context) -> LogRows.instant(row, 1))
        .findOne()
        .orElse(null);
  }

  private static LogKey key(LogEntry entry) {
    return new LogKey(entry.time(), entry.id());
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** A period; null for an open end. */
  private record Range(@Nullable Instant from, @Nullable Instant to) {

    void restrict(LogCondition condition) {
      if (from != null) {
        condition.and("l.time >= ?", from);
      }
      if (to != null) {
        condition.and("l.time < ?", to);
      }
    }

    boolean isEmpty() {
      return from != null && to != null && !from.isBefore(to);
    }

    Range first(Duration width, boolean newestFirst) {
      if (newestFirst) {
        Instant start = to.minus(width);
        return new Range(start.isBefore(from) ? from : start, to);
      }
      Instant end = from.plus(width);
      return new Range(from, end.isAfter(to) ? to : end);
    }

    Range without(Range slice, boolean newestFirst) {
      return newestFirst ? new Range(from, slice.from) : new Range(slice.to, to);
    }
  }
}
