package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Entry;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Finds the rows for which the database refuses a copy, by halving: a few attempts for each bad
 * row, none of which is committed.
 */
final class RefusedRows<E extends Entry<E>> {
  static final String REASON =
      "The database cannot hold a value of this entry, such as a number out of its range";

  private final IngestTransaction<E> transaction;
  private final IdentityHashMap<E, String> refused = new IdentityHashMap<>();

  RefusedRows(IngestTransaction<E> transaction) {
    this.transaction = transaction;
  }

  /** The refused entries, each with a reason for its writer. */
  IdentityHashMap<E, String> find(List<E> entries) throws SQLException {
    try {
      transaction.copy(entries);
      transaction.rollback();
    } catch (SQLException error) {
      if (!SqlErrors.isBadData(error)) {
        throw error;
      }
      transaction.rollback();
      split(entries);
    }
    return refused;
  }

  private void split(List<E> entries) throws SQLException {
    if (entries.size() == 1) {
      refused.put(entries.get(0), REASON);
      return;
    }
    int middle = entries.size() / 2;
    find(entries.subList(0, middle));
    find(entries.subList(middle, entries.size()));
  }
}
