package dev.visionlog.server.store;

import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Entry;
import java.util.List;

/** The order of commits, across all lanes and servers of the database. */
public interface CommitLog<E extends Entry<E>> {

  /** The position of the last commit; 0 if there is none. */
  long head();

  /**
   * The commits after a position, in order and without holes: at least one if there is one, and
   * about {@code maxEntries} entries and a few megabytes at most.
   */
  List<Commit<E>> read(long afterPosition, int maxEntries);

  /** Tells other servers of the database that something has been committed. */
  void ring();
}
