package dev.visionlog.server.store.postgres;

import dev.visionlog.server.store.Deleted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What a batch of a deletion has deleted. Not for several threads. */
interface DeletedRows {

  void add(ResultSet row) throws SQLException;

  Deleted total();

  /** The latest time among them. */
  Instant lastTime();

  /** What is to be taken off the counts. */
  CommitCounts counts();

  /** The paths of their images. */
  List<String> images();
}
