package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.store.LogWriter;
import java.util.List;
import javax.sql.DataSource;

/** Writes groups of batches, each in one transaction with COPY, counts and writers' numbers. */
final class PostgresLogWriter implements LogWriter {
  private final DataSource dataSource;
  private final IdBlocks ids = new IdBlocks();

  PostgresLogWriter(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Group group(List<Batch> batches) {
    return new PostgresGroup(dataSource, ids, batches);
  }
}
