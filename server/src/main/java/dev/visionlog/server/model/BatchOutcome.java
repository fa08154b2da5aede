package dev.visionlog.server.model;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a batch whose transaction has been committed.
 *
 * @param duplicate it had been stored before and was not stored again
 * @param ids for each entry, in order; 0 for one that was rejected. Empty for a writer's duplicate.
 *     Of a repeated request, for each entry that the request had
 * @param rejected why the database refused single entries, by the same indexes
 */
public record BatchOutcome(boolean duplicate, long[] ids, Map<Integer, String> rejected) {

  /**
   * The same by the indexes of the request that the batch was made from.
   *
   * @param size how many entries the request had
   * @param indexes where the batch's entries stood among them
   */
  public BatchOutcome spread(int size, int[] indexes) {
    long[] spread = new long[size];
    for (int i = 0; i < ids.length; i++) {
      spread[indexes[i]] = ids[i];
    }
    Map<Integer, String> reasons = new TreeMap<>();
    rejected.forEach((i, reason) -> reasons.put(indexes[i], reason));
    return new BatchOutcome(duplicate, spread, reasons);
  }

  /** How many entries were written. */
  public int storedCount() {
    return duplicate ? 0 : ids.length - rejected.size();
  }
}
