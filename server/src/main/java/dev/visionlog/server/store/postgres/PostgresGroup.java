package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.BatchWriter;
import dev.visionlog.server.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stores one group of batches exactly once.
 *
 * <p>The ids are taken once, at the first attempt. {@code commits.first_id} is unique, so that of
 * two attempts of which one was thought lost only one can commit, even while a server process that
 * we no longer hear is still at work on the other.
 */
final class PostgresGroup<E extends Entry<E>> implements BatchWriter.Group<E> {
  private static final int MOST_RACES = 5;

  private final DataSource dataSource;
  private final EntryTable<E> table;
  private final IdBlocks ids;
  private final List<Batch<E>> batches;
  private final int entryCount;
  private final IdentityHashMap<E, String> refused = new IdentityHashMap<>();
  private long firstId;
  private @Nullable IngestPlan<E> lastPlan;

  PostgresGroup(DataSource dataSource, EntryTable<E> table, IdBlocks ids, List<Batch<E>> batches) {
    this.dataSource = dataSource;
    this.table = table;
    this.ids = ids;
    this.batches = batches;
    this.entryCount = batches.stream().mapToInt(batch -> batch.entries().size()).sum();
  }

  @Override
  public BatchWriter.Result<E> store() {
    SQLException last = new SQLException();
    for (int race = 0; race < MOST_RACES; race++) {
      try (Connection connection = dataSource.getConnection()) {
        return attempt(connection);
      } catch (SQLException error) {
        if (!SqlErrors.is(error, SqlErrors.UNIQUE_VIOLATION)) {
          throw new StoreUnavailableException("The database is not available", error);
        }
        last = error;
      }
    }
    throw new StoreUnavailableException("The database is not available", last);
  }

  private BatchWriter.Result<E> attempt(Connection connection) throws SQLException {
    if (entryCount > 0 && firstId == 0) {
      firstId = ids.take(connection, entryCount);
    }
    connection.setAutoCommit(false);
    try (IngestTransaction<E> transaction = new IngestTransaction<>(connection, table, firstId)) {
      IngestPlan<E> earlier = lastPlan;
      if (earlier != null) {
        OptionalLong position = transaction.committedPosition();
        if (position.isPresent()) {
          return earlier.result(position.getAsLong());
        }
      }
      return run(transaction);
    }
  }

  private BatchWriter.Result<E> run(IngestTransaction<E> transaction) throws SQLException {
    while (true) {
      Seen seen = transaction.begin(batches);
      IngestPlan<E> plan = IngestPlan.of(batches, seen, refused, firstId);
      try {
        transaction.copy(plan.entries());
      } catch (SQLException error) {
        if (!SqlErrors.isBadData(error)) {
          throw error;
        }
        transaction.rollback();
        refused.putAll(new RefusedRows<>(transaction).find(plan.entries()));
        continue;
      }
      if (plan.isEmpty()) {
        transaction.rollback();
        return plan.result(0);
      }
      lastPlan = plan;
      return plan.result(transaction.commit(plan));
    }
  }
}
