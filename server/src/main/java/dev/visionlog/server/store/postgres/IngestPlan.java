package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.BatchWriter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of a group is new, in order, and what to answer for each batch.
 *
 * @param fresh the batches that have not been stored before
 * @param entries what to copy; the first gets {@code firstId}, and so on
 * @param outcomes one for each batch of the group
 */
record IngestPlan<E extends Entry<E>>(
    List<Fresh<E>> fresh, List<E> entries, List<BatchOutcome> outcomes, long firstId) {

  record Fresh<E extends Entry<E>>(Batch<E> batch, BatchOutcome outcome) {}

  static <E extends Entry<E>> IngestPlan<E> of(
      List<Batch<E>> batches, Seen seen, IdentityHashMap<E, String> refused, long firstId) {
    IngestPlan<E> plan =
        new IngestPlan<E>(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), firstId);
    for (Batch<E> batch : batches) {
      Optional<BatchOutcome> earlier = seen.earlierOutcome(batch);
      if (earlier.isPresent()) {
        plan.outcomes.add(earlier.get());
      } else {
        BatchOutcome outcome = plan.place(batch, refused);
        plan.outcomes.add(outcome);
        plan.fresh.add(new Fresh<>(batch, outcome));
        seen.remember(batch, outcome);
      }
    }
    return plan;
  }

  private BatchOutcome place(Batch<E> batch, IdentityHashMap<E, String> refused) {
    long[] ids = new long[batch.entries().size()];
    Map<Integer, String> rejected = new TreeMap<>();
    for (int i = 0; i < ids.length; i++) {
      E entry = batch.entries().get(i);
      String reason = refused.get(entry);
      if (reason == null) {
        ids[i] = firstId + entries.size();
        entries.add(entry);
      } else {
        rejected.put(i, reason);
      }
    }
    return new BatchOutcome(false, ids, rejected);
  }

  /** Nothing to write: neither entries nor numbers. */
  boolean isEmpty() {
    return fresh.isEmpty();
  }

  BatchWriter.Result<E> result(long lastPosition) {
    if (entries.isEmpty()) {
      return new BatchWriter.Result<>(outcomes, Optional.empty());
    }
    long firstPosition = lastPosition - entries.size() + 1;
    List<E> committed = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      committed.add(entries.get(i).committedAs(firstId + i, firstPosition + i));
    }
    return new BatchWriter.Result<>(
        outcomes, Optional.of(new Commit<>(firstPosition, lastPosition, committed)));
  }
}
