package dev.visionlog.server.tail;

import dev.visionlog.server.filter.EntryFields;
import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterPredicate;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.store.EntryKey;
import dev.visionlog.server.store.EntryPage;
import dev.visionlog.server.store.EntrySearch;
import dev.visionlog.server.store.EntryStore;
import dev.visionlog.server.store.Total;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts what is in a {@link FakeCommitLog}; tails ask for nothing else. */
record FakeEntryStore(FakeCommitLog log) implements EntryStore<LogEntry> {

  @Override
  public long countAll(Filter filter) {
    return log.entries().stream().filter(FilterPredicate.compile(filter, EntryFields.LOGS)).count();
  }

  @Override
  public Optional<LogEntry> get(long id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public EntryPage<LogEntry> search(EntrySearch search) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Total count(Filter filter, Duration budget) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<LogEntry> scan(Filter filter, Optional<EntryKey> after, Instant by, int limit) {
    throw new UnsupportedOperationException();
  }
}
