package dev.visionlog.server.service;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterTerms;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.CommitLog;
import dev.visionlog.server.store.EntrySearch;
import dev.visionlog.server.store.EntryStore;
import dev.visionlog.server.tail.TailHub;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Starts tails: from now, from now with what came last, or from a position. */
final class TailCalls<E extends Entry<E>> {
  private static final int MAX_BACKLOG = 10_000;

  private final TailHub<E> hub;
  private final CommitLog<E> commits;
  private final EntryStore<E> store;
  private final Streams streams;
  private final int maxTails;
  private final Duration searchBudget;
  private final Clock clock;

  TailCalls(
      TailHub<E> hub,
      CommitLog<E> commits,
      EntryStore<E> store,
      Streams streams,
      int maxTails,
      Duration searchBudget,
      Clock clock) {
    this.hub = hub;
    this.commits = commits;
    this.store = store;
    this.streams = streams;
    this.maxTails = maxTails;
    this.searchBudget = searchBudget;
    this.clock = clock;
  }

  /**
   * What a call asks for.
   *
   * @param afterPosition empty: from now
   * @param backlog so many of the last matches first
   */
  record Wish(Filter filter, OptionalLong afterPosition, int backlog) {}

  <R> void start(Wish wish, TailResponses<E, R> responses, ServerCallStreamObserver<R> observer) {
    check(wish);
    Filter filter = wish.filter();
    long from =
        wish.afterPosition().isPresent() ? wish.afterPosition().getAsLong() : commits.head();
    List<E> backlog = wish.backlog() > 0 ? backlog(filter, from, wish.backlog()) : List.of();
    TailStream<E, R> stream = new TailStream<>(observer, responses, clock, streams::remove);
    // Before it starts: it may end at once, and then it is to be removed.
    streams.add(stream);
    stream.follow(hub.subscribe(filter, backlog, from, stream));
  }

  private void check(Wish wish) {
    if (hub.tails() >= maxTails) {
      throw ApiErrors.overloaded(
          "TOO_MANY_TAILS",
          "There are " + maxTails + " tails already, the most that this server allows");
    }
    int backlog = wish.backlog();
    if (backlog < 0 || backlog > MAX_BACKLOG) {
      throw ApiErrors.badField(
          "backlog", backlog + " is not allowed; 0 to " + MAX_BACKLOG + " are");
    }
    if (wish.afterPosition().isPresent()) {
      if (backlog > 0) {
        throw ApiErrors.badField(
            "backlog", "is set together with after_position; set one of the two");
      }
      checkPosition(wish.afterPosition().getAsLong());
    }
  }

  private void checkPosition(long position) {
    if (position < 0) {
      throw ApiErrors.badField("after_position", position + " is negative; 0 is the beginning");
    }
    if (position > hub.head()) {
      long head = commits.head();
      if (position > head) {
        throw ApiErrors.badField(
            "after_position", position + " lies ahead of the last position, " + head);
      }
    }
  }

  /** The newest matches by time, in the order of their positions. */
  private List<E> backlog(Filter filter, long upTo, int count) {
    Filter stored = Filter.and(filter, FilterTerms.positionBetween(0, upTo));
    EntrySearch search =
        new EntrySearch(stored, true, Optional.empty(), 0, count, Calls.budget(searchBudget));
    List<E> entries = new ArrayList<>(store.search(search).entries());
    entries.sort(Comparator.comparingLong(Entry::position));
    return entries;
  }
}
