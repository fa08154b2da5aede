package dev.visionlog.server.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The numbers that classes have in exports. A class gets its number when an export first meets it,
 * and keeps it for ever. For all threads.
 */
public interface CategoryStore {

  /**
   * @param id from 1
   */
  record Category(int id, String name) {}

  /** The numbers of these classes; those that have none yet get one. */
  Map<String, Integer> ids(Collection<String> names);

  /** All that have a number, in the order of the numbers. */
  List<Category> all();
}
