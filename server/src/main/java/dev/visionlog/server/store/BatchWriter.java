package dev.visionlog.server.store;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Entry;
import java.util.List;
import java.util.Optional;

/** Writes batches durably. */
public interface BatchWriter<E extends Entry<E>> {

  /**
   * Puts batches together that are to be stored in one transaction, in this order. A writer's
   * batches must be in the order of their numbers.
   */
  Group<E> group(List<Batch<E>> batches);

  /** Some batches and what is known of the attempts to store them. For one thread. */
  interface Group<E extends Entry<E>> {

    /**
     * Stores the group and returns when it is durable. May be called again after it has thrown:
     * what an earlier attempt has committed without knowing is not stored twice.
     */
    Result<E> store();
  }

  /**
   * @param outcomes one for each batch, in order
   * @param commit what became visible; empty if no entry was written
   */
  record Result<E extends Entry<E>>(List<BatchOutcome> outcomes, Optional<Commit<E>> commit) {}
}
