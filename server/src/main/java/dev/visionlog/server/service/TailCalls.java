package dev.visionlog.server.service;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterParser;
import dev.visionlog.server.filter.FilterSchema;
import dev.visionlog.server.filter.FilterTerms;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.store.CommitLog;
import dev.visionlog.server.store.EntrySearch;
import dev.visionlog.server.store.EntryStore;
import dev.visionlog.server.tail.TailHub;
import dev.visionlog.v1.TailLogsRequest;
import dev.visionlog.v1.TailLogsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Starts tails: from now, from now with what came last, or from a position. */
final class TailCalls {
  private static final int MAX_BACKLOG = 10_000;

  private final TailHub<LogEntry> hub;
  private final CommitLog<LogEntry> commits;
  private final EntryStore<LogEntry> store;
  private final EntryWriter writer;
  private final Streams streams;
  private final int maxTails;
  private final Duration searchBudget;
  private final Clock clock;

  TailCalls(
      TailHub<LogEntry> hub,
      CommitLog<LogEntry> commits,
      EntryStore<LogEntry> store,
      EntryWriter writer,
      Streams streams,
      int maxTails,
      Duration searchBudget,
      Clock clock) {
    this.hub = hub;
    this.commits = commits;
    this.store = store;
    this.writer = writer;
    this.streams = streams;
    this.maxTails = maxTails;
    this.searchBudget = searchBudget;
    this.clock = clock;
  }

  void start(TailLogsRequest request, ServerCallStreamObserver<TailLogsResponse> observer) {
    Filter filter = FilterParser.parse(request.getFilter(), FilterSchema.LOGS);
    check(request);
    long from = request.hasAfterPosition() ? request.getAfterPosition() : commits.head();
    List<LogEntry> backlog =
        request.getBacklog() > 0 ? backlog(filter, from, request.getBacklog()) : List.of();
    TailStream stream =
        new TailStream(observer, writer, request.getExtraFormat(), clock, streams::remove);
    // Before it starts: it may end at once, and then it is to be removed.
    streams.add(stream);
    stream.follow(hub.subscribe(filter, backlog, from, stream));
  }

  private void check(TailLogsRequest request) {
    if (hub.tails() >= maxTails) {
      throw ApiErrors.overloaded(
          "TOO_MANY_TAILS",
          "There are " + maxTails + " tails already, the most that this server allows");
    }
    int backlog = request.getBacklog();
    if (backlog < 0 || backlog > MAX_BACKLOG) {
      throw ApiErrors.badField(
          "backlog", backlog + " is not allowed; 0 to " + MAX_BACKLOG + " are");
    }
    if (request.hasAfterPosition()) {
      if (backlog > 0) {
        throw ApiErrors.badField(
            "backlog", "is set together with after_position; set one of the two");
      }
      checkPosition(request.getAfterPosition());
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
  private List<LogEntry> backlog(Filter filter, long upTo, int count) {
    Filter stored = Filter.and(filter, FilterTerms.positionBetween(0, upTo));
    EntrySearch search =
        new EntrySearch(stored, true, Optional.empty(), 0, count, Calls.budget(searchBudget));
    List<LogEntry> entries = new ArrayList<>(store.search(search).entries());
    entries.sort(Comparator.comparingLong(LogEntry::position));
    return entries;
  }
}
