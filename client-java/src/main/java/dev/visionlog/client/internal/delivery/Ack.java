package dev.visionlog.client.internal.delivery;

import dev.visionlog.client.Thresholds;
import dev.visionlog.v1.EntryError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The server's answer to one batch or to several.
 *
 * @param number all batches up to this one are stored
 * @param faults the entries of this batch that were refused
 * @param imageFaults those of this batch that were stored without their image
 * @param suppressed how many entries since the last answer were below their threshold
 * @param duplicate whether a batch with this number had been stored before
 * @param thresholds what is wanted from now on, if the answer says
 */
record Ack(
    long number,
    List<Fault> faults,
    List<Fault> imageFaults,
    int suppressed,
    boolean duplicate,
    @Nullable Thresholds thresholds) {

  /**
   * What is wrong with one entry.
   *
   * @param index its place in the batch, from 0
   */
  record Fault(int index, String reason) {}

  static List<Fault> faults(List<EntryError> errors) {
    return errors.stream()
        .map(error -> new Fault(error.getIndex(), error.getStatus().getMessage()))
        .toList();
  }

  /** The faults, each with what is known of its item; without those whose item is unknown. */
  static <M, F> List<F> named(List<Fault> faults, List<M> items, BiFunction<M, String, F> naming) {
    List<F> named = new ArrayList<>(faults.size());
    for (Fault fault : faults) {
      if (fault.index() >= 0 && fault.index() < items.size()) {
        named.add(naming.apply(items.get(fault.index()), fault.reason()));
      }
    }
    return named;
  }
}
