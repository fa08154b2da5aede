package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Where in a period there can be something that matches a filter, as far as the counts can tell.
 * They know only some of its conditions; if they know all, they also say how much there is, and so
 * how far a search goes.
 */
final class CountedSpans {
  private final Counters counters;
  private final Filter countable;
  private final boolean exact;
  private final boolean newestFirst;
  private final long wanted;

  /**
   * @param handle in a transaction that sees the database as it is at one moment
   * @param wanted so many matches will do
   */
  CountedSpans(
      Handle handle, EntryTable<?> table, Filter filter, boolean newestFirst, long wanted) {
    this.counters = new Counters(handle, table);
    this.countable = FilterFields.countable(filter, table.schema());
    this.exact = countable.equals(FilterFields.withoutTime(filter));
    this.newestFirst = newestFirst;
    this.wanted = wanted;
  }

  /**
   * Periods in the order of the search: between them there is nothing that matches. The first are
   * of hours if it is known that they will do.
   */
  List<Span> within(Span period) {
    List<Span> near = List.of(CountSpans.wholeMinutes(period));
    List<Span> far = new ArrayList<>();
    for (int minutes : CountSpans.downTo(exact ? CountSpans.HOUR : CountSpans.EIGHT_DAYS)) {
      if (!near.isEmpty()) {
        List<Counters.Bucket> buckets = inOrder(counters.buckets(countable, near, minutes));
        int enough = enough(buckets);
        far.addAll(0, inOrder(joined(buckets.subList(enough, buckets.size()))));
        near = joined(buckets.subList(0, enough));
      }
    }
    far.addAll(0, inOrder(near));
    return far.stream().map(span -> span.within(period)).filter(span -> !span.isEmpty()).toList();
  }

  /** From the order of time to that of the search, and back. */
  private <T> List<T> inOrder(List<T> items) {
    List<T> ordered = new ArrayList<>(items);
    if (newestFirst) {
      Collections.reverse(ordered);
    }
    return ordered;
  }

  /** So many buckets will do. */
  private int enough(List<Counters.Bucket> buckets) {
    long sum = 0;
    int enough = 0;
    while (enough < buckets.size() && (!exact || sum < wanted)) {
      sum += buckets.get(enough++).count();
    }
    return enough;
  }

  /** By time; buckets that follow one another are one. */
  private List<Span> joined(List<Counters.Bucket> ordered) {
    List<Span> spans = new ArrayList<>();
    for (Counters.Bucket bucket : inOrder(ordered)) {
      Span span = bucket.span();
      int last = spans.size() - 1;
      if (last >= 0 && spans.get(last).to().equals(span.from())) {
        spans.set(last, new Span(spans.get(last).from(), span.to()));
      } else {
        spans.add(span);
      }
    }
    return spans;
  }
}
