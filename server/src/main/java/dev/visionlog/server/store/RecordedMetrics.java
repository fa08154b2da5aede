package dev.visionlog.server.store;

/**
 * What became of a batch.
 *
 * @param ids for each metric of the request; 0 for one that was not in the batch, {@link #REFUSED}
 *     for one that the database does not take
 * @param duplicate the request had been stored before, and these are its ids
 */
public record RecordedMetrics(long[] ids, boolean duplicate) {
  public static final long REFUSED = -1;
}
