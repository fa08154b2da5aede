package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.server.model.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The statements of one ingest transaction, in their order. For one thread; rolls back when closed.
 */
final class IngestTransaction<E extends Entry<E>> implements AutoCloseable {
  private static final String REGISTER_WRITERS =
      """
      INSERT INTO writers (writer_id, kind, first_write_time, last_write_time)
      SELECT id, ?, clock_timestamp(), clock_timestamp() FROM unnest(?) AS id ORDER BY id
      ON CONFLICT DO NOTHING
      """;

  /** In one order for everybody, so that two servers with the same writers cannot deadlock. */
  private static final String LOCK_WRITERS =
      """
      SELECT writer_id, last_sequence FROM writers WHERE kind = ? AND writer_id = ANY (?)
       ORDER BY writer_id FOR UPDATE
      """;

  private static final String FIND_REQUESTS =
      "SELECT request_id, ids FROM create_requests WHERE kind = ? AND request_id = ANY (?)";

  private static final String UPDATE_WRITERS =
      """
      UPDATE writers AS w
         SET writer_name = CASE WHEN n.name = '' THEN w.writer_name ELSE n.name END,
             last_sequence = n.sequence,
             stored_batches = w.stored_batches + n.batches,
             stored_entries = w.stored_entries + n.entries,
             last_write_time = clock_timestamp()
        FROM unnest(?::uuid[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
                 AS n(id, name, sequence, batches, entries)
       WHERE w.kind = ? AND w.writer_id = n.id
      """;

  private static final String REMEMBER_REQUEST =
      "INSERT INTO create_requests (kind, request_id, ids, create_time) VALUES (?, ?, ?, clock_timestamp())";

  /**
   * The position is taken and the transaction committed in one round trip: others wait in between.
   */
  private static final String COMMIT_ENTRIES =
      """
      INSERT INTO %s (position, entries, first_id, first_time, last_time, committed_time, %s)
      SELECT %s(?), ?, ?, ?, ?, clock_timestamp(), %s
      RETURNING position;
      COMMIT
      """;

  private static final String COMMITTED_POSITION = "SELECT position FROM %s WHERE first_id = ?";

  /** In create_requests, in the place of the id of an entry that the database has refused. */
  private static final long REFUSED = -1;

  private final Connection connection;
  private final EntryTable<E> table;
  private final TableNames names;
  private final long firstId;

  IngestTransaction(Connection connection, EntryTable<E> table, long firstId) {
    this.connection = connection;
    this.table = table;
    this.names = table.names();
    this.firstId = firstId;
  }

  /**
   * The position of the commit that has these ids, if an earlier attempt has succeeded after all.
   */
  OptionalLong committedPosition() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(COMMITTED_POSITION.formatted(names.commits()))) {
      statement.setLong(1, firstId);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  /** Locks the writers of the batches and reads what has been stored of them. */
  Seen begin(List<Batch<E>> batches) throws SQLException {
    Object[] writers =
        batches.stream()
            .map(Batch::number)
            .filter(Objects::nonNull)
            .map(Batch.WriterNumber::writerId)
            .distinct()
            .toArray();
    Object[] requests =
        batches.stream()
            .map(Batch::request)
            .filter(Objects::nonNull)
            .map(Batch.Request::id)
            .distinct()
            .toArray();
    return new Seen(lockWriters(writers), findRequests(requests));
  }

  private Map<UUID, Long> lockWriters(Object[] writers) throws SQLException {
    if (writers.length == 0) {
      return Map.of();
    }
    Map<UUID, Long> sequences = selectWriters(writers);
    if (sequences.size() < writers.length) {
      try (PreparedStatement statement = connection.prepareStatement(REGISTER_WRITERS)) {
        statement.setString(1, names.entries());
        statement.setArray(2, connection.createArrayOf("uuid", writers));
        statement.executeUpdate();
      }
      sequences = selectWriters(writers);
    }
    return sequences;
  }

  private Map<UUID, Long> selectWriters(Object[] writers) throws SQLException {
    Map<UUID, Long> sequences = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(LOCK_WRITERS)) {
      statement.setString(1, names.entries());
      statement.setArray(2, connection.createArrayOf("uuid", writers));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sequences.put(rows.getObject(1, UUID.class), rows.getLong(2));
        }
      }
    }
    return sequences;
  }

  private Map<UUID, BatchOutcome> findRequests(Object[] requests) throws SQLException {
    Map<UUID, BatchOutcome> found = new HashMap<>();
    if (requests.length == 0) {
      return found;
    }
    try (PreparedStatement statement = connection.prepareStatement(FIND_REQUESTS)) {
      statement.setString(1, names.entries());
      statement.setArray(2, connection.createArrayOf("uuid", requests));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Long[] ids = (Long[]) rows.getArray(2).getArray();
          found.put(rows.getObject(1, UUID.class), remembered(ids));
        }
      }
    }
    return found;
  }

  /** Copies the entries with ids from {@code firstId} on. */
  void copy(List<E> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY "
                    + names.entries()
                    + " ("
                    + table.written()
                    + ") FROM STDIN (FORMAT binary)");
    try {
      CopyEncoder encoder = new CopyEncoder(copy);
      for (int i = 0; i < entries.size(); i++) {
        table.write(encoder, firstId + i, entries.get(i));
      }
      encoder.finish();
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /** Writes the numbers and the counts, commits, and returns the position of the last entry. */
  long commit(IngestPlan<E> plan) throws SQLException {
    updateWriters(plan);
    rememberRequests(plan);
    if (plan.entries().isEmpty()) {
      connection.commit();
      return 0;
    }
    List<E> entries = plan.entries();
    try (PreparedStatement statement = connection.prepareStatement(commitEntries())) {
      statement.setInt(1, entries.size());
      statement.setInt(2, entries.size());
      statement.setLong(3, firstId);
      statement.setObject(
          4,
          entries.stream()
              .map(Entry::time)
              .min(Instant::compareTo)
              .map(IngestTransaction::utc)
              .orElseThrow());
      statement.setObject(
          5,
          entries.stream()
              .map(Entry::time)
              .max(Instant::compareTo)
              .map(IngestTransaction::utc)
              .orElseThrow());
      table.count(entries).bind(statement, 6);
      statement.execute();
      try (ResultSet rows = statement.getResultSet()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private String commitEntries() {
    return COMMIT_ENTRIES.formatted(
        names.commits(), names.countColumns(), names.takePosition(), names.countPlaceholders());
  }

  private void updateWriters(IngestPlan<E> plan) throws SQLException {
    Map<UUID, Account> accounts = new LinkedHashMap<>();
    for (IngestPlan.Fresh<E> fresh : plan.fresh()) {
      Batch.WriterNumber number = fresh.batch().number();
      if (number != null) {
        accounts
            .computeIfAbsent(number.writerId(), id -> new Account())
            .add(number, fresh.outcome().storedCount());
      }
    }
    if (accounts.isEmpty()) {
      return;
    }
    List<Account> all = List.copyOf(accounts.values());
    try (PreparedStatement statement = connection.prepareStatement(UPDATE_WRITERS)) {
      statement.setArray(1, connection.createArrayOf("uuid", accounts.keySet().toArray()));
      statement.setArray(
          2, connection.createArrayOf("text", all.stream().map(account -> account.name).toArray()));
      statement.setArray(
          3,
          connection.createArrayOf(
              "int8", all.stream().map(account -> account.sequence).toArray()));
      statement.setArray(
          4,
          connection.createArrayOf("int8", all.stream().map(account -> account.batches).toArray()));
      statement.setArray(
          5,
          connection.createArrayOf("int8", all.stream().map(account -> account.entries).toArray()));
      statement.setString(6, names.entries());
      statement.executeUpdate();
    }
  }

  private void rememberRequests(IngestPlan<E> plan) throws SQLException {
    for (IngestPlan.Fresh<E> fresh : plan.fresh()) {
      Batch.Request request = fresh.batch().request();
      if (request != null) {
        try (PreparedStatement statement = connection.prepareStatement(REMEMBER_REQUEST)) {
          statement.setString(1, names.entries());
          statement.setObject(2, request.id());
          statement.setArray(
              3, connection.createArrayOf("int8", marked(request.answer(fresh.outcome()))));
          statement.executeUpdate();
        }
      }
    }
  }

  /** The ids, with a mark for each entry that the database has refused. */
  private static Object[] marked(BatchOutcome answer) {
    Object[] ids = Arrays.stream(answer.ids()).boxed().toArray();
    answer.rejected().keySet().forEach(i -> ids[i] = REFUSED);
    return ids;
  }

  private static BatchOutcome remembered(Long[] marked) {
    long[] ids = new long[marked.length];
    Map<Integer, String> rejected = new TreeMap<>();
    for (int i = 0; i < ids.length; i++) {
      if (marked[i] == REFUSED) {
        rejected.put(i, RefusedRows.REASON);
      } else {
        ids[i] = marked[i];
      }
    }
    return new BatchOutcome(true, ids, rejected);
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    if (!connection.isClosed()) {
      connection.rollback();
    }
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /** What a group adds to a writer's account. */
  private static final class Account {
    String name = "";
    long sequence;
    long batches;
    long entries;

    void add(Batch.WriterNumber number, int stored) {
      name = number.writerName();
      sequence = number.sequence();
      batches++;
      entries += stored;
    }
  }
}
