package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterFields;
import dev.visionlog.server.filter.TimeRange;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.EntryKey;
import dev.visionlog.server.store.EntryPage;
import dev.visionlog.server.store.EntrySearch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;

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

  /** Before it takes longer slices, a search asks where the next match can be. */
  private static final Duration SOME_WAY = Duration.ofMinutes(10);

  /** Before it takes longer slices, a search asks for all places where matches can be. */
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
  private final Deque<Span> spans = new ArrayDeque<>();
  private final Instant now = Instant.now();
  private boolean leapt;
  private boolean counted;
  private boolean progressed;
  private int toSkip;

  PageSearch(Database database, EntryTable<E> table, EntrySearch search) {
    this.database = database;
    this.table = table;
    this.search = search;
    this.budget = new Budget(search.budget());
    this.toSkip = search.skip();
  }

  EntryPage<E> run() {
    spans.add(span());
    while (!spans.isEmpty() && found.size() <= search.limit()) {
      if (budget.isSpent() && progressed) {
        return unfinished(spans.element());
      }
      if (!leapt && isWorthALeap(spans.element())) {
        leapt = true;
        nearest(spans.remove()).ifPresent(spans::add);
      } else if (!counted && slices.width().compareTo(FAR) > 0) {
        counted = true;
        keepCounted(spans.remove());
      } else {
        progressed |= searchNext();
      }
    }
    return page();
  }

  private boolean isWorthALeap(Span rest) {
    boolean fromTheBeginning = !search.newestFirst() && rest.from().equals(Span.BEGINNING);
    return fromTheBeginning || slices.width().compareTo(SOME_WAY) > 0;
  }

  private Optional<Span> nearest(Span rest) {
    Filter countable = FilterFields.countable(search.filter(), table.schema());
    Span minutes = CountSpans.wholeMinutes(rest);
    return database
        .snapshot(table.names(), handle -> TimeEdges.Minutes.of(handle, table, countable, minutes))
        .map(
            edges ->
                search.newestFirst()
                    ? rest.within(null, edges.last().to())
                    : rest.within(edges.first().from(), null));
  }

  private void keepCounted(Span rest) {
    spans.addAll(
        database.snapshot(
            table.names(),
            handle ->
                new CountedSpans(handle, table, search.filter(), search.newestFirst(), wanted())
                    .within(rest)));
  }

  private int wanted() {
    return search.limit() + 1 - found.size() + toSkip;
  }

  /** False if it took too long, and a smaller slice is to be tried. */
  private boolean searchNext() {
    Span rest = spans.remove();
    Span slice = slice(rest);
    boolean done = searchSlice(slice);
    Span left = done ? without(rest, slice) : rest;
    if (!left.isEmpty()) {
      spans.addFirst(left);
    }
    return done;
  }

  /** Times to come are searched with the present: there is little, or nothing. */
  private Span slice(Span rest) {
    if (!search.newestFirst()) {
      return rest.within(null, rest.from().plus(slices.width()));
    }
    Instant end = rest.to().isBefore(now) ? rest.to() : now;
    return rest.within(end.minus(slices.width()), null);
  }

  private Span without(Span rest, Span slice) {
    return search.newestFirst()
        ? new Span(rest.from(), slice.from())
        : new Span(slice.to(), rest.to());
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

  private boolean searchSlice(Span slice) {
    int before = found.size();
    int skipBefore = toSkip;
    long start = System.nanoTime();
    try {
      query(slice, most());
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

  private Duration most() {
    if (slices.isLeast()) {
      return LEAST_SLICE_TIME;
    }
    boolean isEnding = progressed && budget.left().compareTo(SLICE_TIME) < 0;
    return isEnding ? budget.left() : SLICE_TIME;
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
            collect(query.bind(next, wanted()).setFetchSize(FETCH_SIZE));
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

  /** The period to search: that of the filter, from the key on. */
  private Span span() {
    TimeRange range = FilterFields.timeRange(search.filter());
    Span all = Span.ALL.within(range.from(), range.to());
    return search.after().map(key -> from(all, key)).orElse(all);
  }

  private Span from(Span span, EntryKey key) {
    return search.newestFirst()
        ? span.within(null, key.time().plus(TICK))
        : span.within(key.time(), null);
  }

  private EntryKey key(E entry) {
    return new EntryKey(entry.time(), entry.id());
  }
}
