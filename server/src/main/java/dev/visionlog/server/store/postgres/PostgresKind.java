package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.BatchWriter;
import dev.visionlog.server.store.CommitLog;
import dev.visionlog.server.store.CountRollUp;
import dev.visionlog.server.store.DeletedImages;
import dev.visionlog.server.store.EntryDeletion;
import dev.visionlog.server.store.EntryStore;
import dev.visionlog.server.store.Partitions;
import dev.visionlog.server.store.RetentionStore;

/** The stores of one kind of entries. They share the database's pool and need not be closed. */
public final class PostgresKind<E extends Entry<E>> {
  private static final int ROLL_UP = 1_000;

  private final Database database;
  private final EntryTable<E> table;
  private final PostgresCommitLog<E> commitLog;
  private final PostgresPartitions partitions;
  private final PostgresDeletion deletion;

  PostgresKind(Database database, EntryTable<E> table, String serverId, DeletedImages images) {
    this.database = database;
    this.table = table;
    this.commitLog = new PostgresCommitLog<>(database, table, serverId);
    this.partitions = new PostgresPartitions(database, table.names());
    this.deletion = new PostgresDeletion(database, table, partitions, commitLog, images);
  }

  /** A writer for one lane or for several. */
  public BatchWriter<E> writer() {
    return new PostgresBatchWriter<>(database.dataSource(), table);
  }

  public CommitLog<E> commitLog() {
    return commitLog;
  }

  public EntryStore<E> entries() {
    return new PostgresEntryStore<>(database, table);
  }

  public EntryDeletion deletion() {
    return deletion;
  }

  public RetentionStore retention() {
    return deletion;
  }

  public Partitions partitions() {
    return partitions;
  }

  public CountRollUp rollUp() {
    return () ->
        database.work(
            handle ->
                handle
                    .createQuery("SELECT " + table.names().rollUp() + "(?)")
                    .bind(0, ROLL_UP)
                    .mapTo(Integer.class)
                    .one());
  }
}
