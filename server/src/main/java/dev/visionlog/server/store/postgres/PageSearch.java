package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.FilterFields;
import dev.visionlog.server.filter.TimeRange;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.EntryKey;
import dev.visionlog.server.store.EntryPage;
import dev.visionlog.server.store.EntrySearch;
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
 * One search for a page: walks through time in slices, from where the page begins, until it is
 * full, the time of the filter is over, or the budget is spent.
 *
 * <p>One query over all partitions would have to find the first match in each of them before it
 * knows the first of all; a slice only looks into the partitions that it touches.
 */
final class PageSearch<E extends Entry<E>> {
  private static final Duration FIRST_SLICE = Duration.ofSeconds(10);
  private static final Duration SLICE_TIME = Duration.ofMillis(500);

  /** A search that takes slices longer than this should know where it ends. */
  private static final Duration FAR = Duration.ofDays(1);

  /**
   * The smallest slice may take longer than the budget: a search that gets nowhere would never end.
   */
  private static final Duration LEAST_SLICE_TIME = Duration.ofSeconds(30);

  private static final int FETCH_SIZE = 500;
  private static final Duration TICK = Duration.ofNanos(1_000);

  private final Database database;
  private final EntryTable<E> table;
  private final EntrySearch search;
  private final Budget budget;
  private final Slices slices = new Slices(FIRST_SLICE);
  private final List<E> found = new ArrayList<>();
  private int toSkip;

  PageSearch(Database database, EntryTable<E> table, EntrySearch search) {
    this.database = database;
    this.table = table;
    this.search = search;
    this.budget = new Budget(search.budget());
    this.toSkip = search.skip();
  }

  EntryPage<E> run() {
    Span rest = span();
    boolean progressed = false;
    boolean farEndKnown = false;
    while (!rest.isEmpty() && found.size() <= search.limit()) {
      if (budget.isSpent() && progressed) {
        return unfinished(rest);
      }
      if (!farEndKnown && slices.width().compareTo(FAR) > 0) {
        rest = withFarEnd(rest);
        farEndKnown = true;
        continue;
      }
      Span slice = rest.first(slices.width(), search.newestFirst());
      if (searchSlice(slice)) {
        rest = rest.without(slice, search.newestFirst());
        progressed = true;
      }
    }
    return page();
  }

  private EntryPage<E> page() {
    boolean more = found.size() > search.limit();
    List<E> entries = positioned(more ? found.subList(0, search.limit()) : found);
    return new EntryPage<>(
        entries,
        more ? Optional.of(key(entries.get(entries.size() - 1))) : Optional.empty(),
        Optional.empty());
  }

  /** A page by its number cannot be gone on with: what was passed over so far is not in a key. */
  private EntryPage<E> unfinished(Span rest) {
    Instant reached = search.newestFirst() ? rest.to() : rest.from();
    EntryKey next =
        search.newestFirst()
            ? new EntryKey(reached, 0)
            : new EntryKey(reached.minus(TICK), Long.MAX_VALUE);
    return new EntryPage<>(
        positioned(found),
        search.skip() == 0 ? Optional.of(next) : Optional.empty(),
        Optional.of(reached));
  }

  /** False if it took too long, and a smaller slice is to be tried. */
  private boolean searchSlice(Span slice) {
    int before = found.size();
    int skipBefore = toSkip;
    long start = System.nanoTime();
    try {
      query(slice, slices.isLeast() ? LEAST_SLICE_TIME : SLICE_TIME);
      slices.took(Duration.ofNanos(System.nanoTime() - start));
      return true;
    } catch (RuntimeException error) {
      if (!SqlErrors.is(error, SqlErrors.QUERY_CANCELED) || slices.isLeast()) {
        throw error;
      }
      slices.shrink();
      found.subList(before, found.size()).clear();
      toSkip = skipBefore;
      return false;
    }
  }

  private void query(Span slice, Duration most) {
    database.transact(
        handle -> {
          Budget.limit(handle, most);
          EntryCondition condition = EntryCondition.of(handle, table, search.filter());
          condition.and("l.time >= ?", slice.from()).and("l.time < ?", slice.to());
          search.after().ifPresent(key -> restrict(condition, key));
          try (Query query = handle.createQuery(sql(condition))) {
            int next = condition.bind(query, 0);
            int wanted = search.limit() + 1 - found.size() + toSkip;
            collect(query.bind(next, wanted).setFetchSize(FETCH_SIZE));
          }
          return null;
        });
  }

  private void collect(Query query) {
    try (Stream<E> entries = query.map((row, context) -> table.read(row)).stream()) {
      entries.forEach(
          entry -> {
            if (toSkip > 0) {
              toSkip--;
            } else {
              found.add(entry);
            }
          });
    }
  }

  private void restrict(EntryCondition condition, EntryKey key) {
    String operator = search.newestFirst() ? "<" : ">";
    condition.and("(l.time, l.id) " + operator + " (?, ?)", key.time(), key.id());
  }

  private String sql(EntryCondition condition) {
    String order = search.newestFirst() ? "time DESC, id DESC" : "time, id";
    return "SELECT "
        + table.selected()
        + ", 0 FROM "
        + table.rows()
        + " WHERE "
        + condition.sql()
        + " ORDER BY "
        + order
        + " LIMIT ?";
  }

  /** With their positions, which are looked up for the page alone. */
  private List<E> positioned(List<E> entries) {
    return entries.isEmpty()
        ? List.of()
        : database.read(handle -> Rows.withPositions(handle, table, entries));
  }

  /** The period to search: that of the filter, from the key or the first entry in the order on. */
  private Span span() {
    TimeRange range = FilterFields.timeRange(search.filter());
    Span all = new Span(Counters.BEGINNING, Counters.END).within(range.from(), range.to());
    return search.after().isPresent() ? afterKey(all, search.after().get()) : withEnd(all, true);
  }

  private Span afterKey(Span span, EntryKey key) {
    return search.newestFirst()
        ? span.within(null, key.time().plus(TICK))
        : span.within(key.time(), null);
  }

  /** Asking where the entries end is dear, and most pages are full long before. */
  private Span withFarEnd(Span span) {
    return withEnd(span, false);
  }

  /**
   * @param near the end where the search begins, or the other one
   */
  private Span withEnd(Span span, boolean near) {
    boolean newest = near == search.newestFirst();
    Optional<Instant> end = database.read(handle -> edge(handle, newest ? "DESC" : ""));
    if (end.isEmpty()) {
      return new Span(Counters.BEGINNING, Counters.BEGINNING);
    }
    return newest ? span.within(null, end.get().plus(TICK)) : span.within(end.get(), null);
  }

  private Optional<Instant> edge(Handle handle, String order) {
    return handle
        .createQuery(
            "SELECT time FROM " + table.names().entries() + " ORDER BY time " + order + " LIMIT 1")
        .map((row, context) -> Rows.instant(row, 1))
        .findOne();
  }

  private EntryKey key(E entry) {
    return new EntryKey(entry.time(), entry.id());
  }

  /** A period: from the first time, to before the second. */
  private record Span(Instant from, Instant to) {

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
