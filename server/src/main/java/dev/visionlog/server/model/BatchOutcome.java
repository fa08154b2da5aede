package dev.visionlog.server.model;

import java.util.Map;

/**
 * What became of a batch whose transaction has been committed.
 *
 * @param duplicate it had been stored before and was not stored again
 * @param ids for each entry, in order; 0 for one that was rejected. Empty for a writer's duplicate
 * @param rejected why the database refused single entries, by their index
 */
public record BatchOutcome(boolean duplicate, long[] ids, Map<Integer, String> rejected) {

  /** How many entries were written. */
  public int storedCount() {
    return duplicate ? 0 : ids.length - rejected.size();
  }
}
