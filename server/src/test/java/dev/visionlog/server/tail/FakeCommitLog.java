package dev.visionlog.server.tail;

import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.store.CommitLog;
import dev.visionlog.server.store.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** The order of commits in memory, which can be away, and which can be stopped while it reads. */
final class FakeCommitLog implements CommitLog<LogEntry> {
  private final NavigableMap<Long, Commit<LogEntry>> commits = new ConcurrentSkipListMap<>();
  private final AtomicInteger entriesRead = new AtomicInteger();
  private volatile boolean away;
  private volatile LongConsumer afterRead = position -> {};
  private volatile LongConsumer beforeRead = position -> {};

  /** A commit of entries with these messages, of which the first takes this position. */
  static Commit<LogEntry> commit(long firstPosition, String... messages) {
    List<LogEntry> entries = new ArrayList<>();
    for (String message : messages) {
      entries.add(entry(firstPosition + entries.size(), message));
    }
    return new Commit<>(firstPosition, firstPosition + Math.max(messages.length, 1) - 1, entries);
  }

  static Commit<LogEntry> commitOf(long firstPosition, int entries) {
    return commit(
        firstPosition,
        LongStream.range(firstPosition, firstPosition + entries)
            .mapToObj(position -> "entry " + position)
            .toArray(String[]::new));
  }

  private static LogEntry entry(long position, String message) {
    return new LogEntry(
        1_000 + position,
        Level.INFO,
        message,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        "test",
        "",
        null,
        position);
  }

  /** Puts a commit where readers find it, and returns it. */
  Commit<LogEntry> put(Commit<LogEntry> commit) {
    commits.put(commit.lastPosition(), commit);
    return commit;
  }

  /** Adds a commit behind the last one. */
  Commit<LogEntry> append(int entries) {
    return put(commitOf(head() + 1, entries));
  }

  void setAway(boolean now) {
    away = now;
  }

  /** Called with the position after which was read, when what was found is decided. */
  void onAfterRead(LongConsumer hook) {
    afterRead = hook;
  }

  /** Called with the position after which is to be read. */
  void onBeforeRead(LongConsumer hook) {
    beforeRead = hook;
  }

  /** How many have been read so far. */
  int entriesRead() {
    return entriesRead.get();
  }

  @Override
  public long head() {
    return commits.isEmpty() ? 0 : commits.lastKey();
  }

  @Override
  public List<Commit<LogEntry>> read(long afterPosition, int maxEntries) {
    beforeRead.accept(afterPosition);
    if (away) {
      throw new StoreUnavailableException("away", new IllegalStateException());
    }
    List<Commit<LogEntry>> found = new ArrayList<>();
    int entries = 0;
    for (Commit<LogEntry> commit : commits.tailMap(afterPosition, false).values()) {
      entries += commit.entries().size();
      if (!found.isEmpty() && entries > maxEntries) {
        break;
      }
      found.add(commit);
    }
    entriesRead.addAndGet(found.stream().mapToInt(commit -> commit.entries().size()).sum());
    afterRead.accept(afterPosition);
    return found;
  }

  @Override
  public void ring() {}

  List<LogEntry> entries() {
    return commits.values().stream().flatMap(commit -> commit.entries().stream()).toList();
  }
}
