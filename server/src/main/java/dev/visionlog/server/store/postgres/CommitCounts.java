package dev.visionlog.server.store.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** How many entries a transaction adds or takes away, by what is counted. */
interface CommitCounts {

  /** Binds the count columns of the table of commits, from the given place on. */
  void bind(PreparedStatement statement, int from) throws SQLException;
}
