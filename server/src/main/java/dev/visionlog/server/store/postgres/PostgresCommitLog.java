package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.CommitLog;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads the order of commits of one kind of entries, and these entries. */
final class PostgresCommitLog<E extends Entry<E>> implements CommitLog<E> {
  private static final int MOST_COMMITS = 500;

  /** After so much no further commit is read. */
  private static final long ENOUGH_BYTES = 2L * 1024 * 1024;

  private static final int FETCH_SIZE = 200;

  private static final String HEAD = "SELECT coalesce(max(position), 0) FROM %s";

  private static final String COMMITS =
      "SELECT position, entries FROM %s WHERE position > ? ORDER BY position LIMIT ?";

  /** The times let PostgreSQL look into the partitions of the commit alone. */
  private static final String ENTRIES =
      """
      SELECT %s, k.position - k.entries + 1 + l.id - k.first_id
        FROM %s AS k
        JOIN %s ON l.id >= k.first_id AND l.id < k.first_id + k.entries
                     AND l.time >= k.first_time AND l.time <= k.last_time
      WHERE k.position > ? AND k.position <= ?
      ORDER BY k.position, l.id
      """;

  private final Database database;
  private final EntryTable<E> table;
  private final String serverId;

  PostgresCommitLog(Database database, EntryTable<E> table, String serverId) {
    this.database = database;
    this.table = table;
    this.serverId = serverId;
  }

  @Override
  public long head() {
    return database.work(
        handle ->
            handle.createQuery(HEAD.formatted(table.names().commits())).mapTo(Long.class).one());
  }

  @Override
  public List<Commit<E>> read(long afterPosition, int maxEntries) {
    return database.work(
        handle ->
            handle.inTransaction(transaction -> read(transaction, afterPosition, maxEntries)));
  }

  private List<Commit<E>> read(Handle handle, long after, int maxEntries) {
    List<Span> spans = new ArrayList<>();
    int entries = 0;
    for (Span span : spans(handle, after)) {
      if (!spans.isEmpty() && entries + span.entries() > maxEntries) {
        break;
      }
      spans.add(span);
      entries += span.entries();
    }
    if (spans.isEmpty()) {
      return List.of();
    }
    return read(handle, after, spans);
  }

  private List<Commit<E>> read(Handle handle, long after, List<Span> spans) {
    Query query =
        handle
            .createQuery(ENTRIES.formatted(table.selected(), table.names().commits(), table.rows()))
            .bind(0, after)
            .bind(1, spans.get(spans.size() - 1).position())
            .setFetchSize(FETCH_SIZE);
    try (query;
        ResultIterator<E> rows = query.map((row, context) -> table.read(row)).iterator()) {
      return commits(spans, rows);
    }
  }

  private List<Span> spans(Handle handle, long after) {
    return handle
        .createQuery(COMMITS.formatted(table.names().commits()))
        .bind(0, after)
        .bind(1, MOST_COMMITS)
        .map((row, context) -> new Span(row.getLong(1), row.getInt(2)))
        .list();
  }

  private List<Commit<E>> commits(List<Span> spans, Iterator<E> rows) {
    List<Commit<E>> commits = new ArrayList<>(spans.size());
    E next = nextOrNull(rows);
    long bytes = 0;
    for (Span span : spans) {
      List<E> entries = new ArrayList<>();
      while (next != null && next.position() <= span.position()) {
        entries.add(next);
        bytes += next.bytes();
        next = nextOrNull(rows);
      }
      commits.add(new Commit<>(span.firstPosition(), span.position(), List.copyOf(entries)));
      if (bytes >= ENOUGH_BYTES) {
        break;
      }
    }
    return commits;
  }

  private @Nullable E nextOrNull(Iterator<E> rows) {
    return rows.hasNext() ? rows.next() : null;
  }

  @Override
  public void ring() {
    database.work(
        handle ->
            handle
                .createQuery("SELECT pg_notify(?, ?)")
                .bind(0, Doorbell.COMMITS)
                .bind(1, serverId)
                .mapTo(String.class)
                .findOne());
  }

  /** A commit's positions. One without entries, a deletion, has a position of its own. */
  private record Span(long position, int entries) {
    long firstPosition() {
      return position - Math.max(entries, 1) + 1;
    }
  }
}
