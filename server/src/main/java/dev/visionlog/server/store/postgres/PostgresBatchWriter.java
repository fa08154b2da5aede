package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.BatchWriter;
import java.util.List;
import javax.sql.DataSource;

/** Writes groups of batches, each in one transaction with COPY, counts and writers' numbers. */
final class PostgresBatchWriter<E extends Entry<E>> implements BatchWriter<E> {
  private final DataSource dataSource;
  private final EntryTable<E> table;
  private final IdBlocks ids;

  PostgresBatchWriter(DataSource dataSource, EntryTable<E> table) {
    this.dataSource = dataSource;
    this.table = table;
    this.ids = new IdBlocks(table.names().ids());
  }

  @Override
  public Group<E> group(List<Batch<E>> batches) {
    return new PostgresGroup<>(dataSource, table, ids, batches);
  }
}
