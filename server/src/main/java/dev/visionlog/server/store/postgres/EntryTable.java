package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.FilterColumns;
import dev.visionlog.server.filter.FilterSchema;
import dev.visionlog.server.model.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** How one kind of entries lies in the database. Immutable. */
abstract class EntryTable<E extends Entry<E>> {
  private final TableNames names;
  private final String position;

  EntryTable(TableNames names) {
    this.names = names;
    this.position =
        """
        coalesce((SELECT CASE WHEN l.id < k.first_id + k.entries
                              THEN k.position - k.entries + 1 + l.id - k.first_id END
                    FROM %s AS k WHERE k.first_id <= l.id ORDER BY k.first_id DESC LIMIT 1), 0)"""
            .formatted(names.commits());
  }

  final TableNames names() {
    return names;
  }

  /**
   * The position of the row {@code l}: where its id lies in the commit that has it; 0 if that is
   * forgotten.
   */
  final String position() {
    return position;
  }

  /** The rows as {@code l}, for FROM. */
  final String rows() {
    return names.entries() + " AS l";
  }

  /** What a filter can ask for. */
  abstract FilterSchema schema();

  /** The columns of {@link #rows}. */
  abstract FilterColumns columns();

  /** The columns of the counts as {@code c}. */
  abstract FilterColumns countColumns();

  /** What to select of {@link #rows} to {@link #read} it, without the position. */
  abstract String selected();

  /** Reads {@link #selected}, followed by a position. */
  abstract E read(ResultSet row) throws SQLException;

  /** The columns that {@link #write} writes, in its order. */
  abstract String written();

  /** Writes a row of COPY. */
  abstract void write(CopyEncoder copy, long id, E entry) throws SQLException;

  /** What a commit of these entries adds to the counts. */
  abstract CommitCounts count(List<E> entries);

  /** The columns of counts that a reader of them can have, without the table's name. */
  abstract List<String> counted();

  /** What to select of {@link #rows} to say what a deletion would delete: rows, images, bytes. */
  abstract String deletable();

  /** What a deletion returns of each row that it has deleted. */
  abstract String returned();

  /** What to select of those rows, which are {@code gone}. */
  abstract String deleted();

  /** Takes in {@link #deleted}. */
  abstract DeletedRows deletedRows();
}
