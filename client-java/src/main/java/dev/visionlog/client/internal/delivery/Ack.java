package dev.visionlog.client.internal.delivery;

import dev.visionlog.client.Thresholds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server's answer to one batch or to several.
 *
 * @param number all batches up to this one are stored
 * @param faults the entries of this batch that were refused
 * @param suppressed how many entries since the last answer were below their threshold
 * @param duplicate whether a batch with this number had been stored before
 * @param thresholds what is wanted from now on, if the answer says
 */
record Ack(
    long number,
    List<Fault> faults,
    int suppressed,
    boolean duplicate,
    @Nullable Thresholds thresholds) {

  /**
   * One refused entry.
   *
   * @param index its place in the batch, from 0
   */
  record Fault(int index, String reason) {}
}
