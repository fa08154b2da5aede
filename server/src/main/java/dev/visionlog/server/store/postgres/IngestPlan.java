package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.store.LogWriter;
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
record IngestPlan(
    List<Fresh> fresh, List<LogEntry> entries, List<BatchOutcome> outcomes, long firstId) {

  record Fresh(Batch batch, BatchOutcome outcome) {}

  static IngestPlan of(
      List<Batch> batches, Seen seen, IdentityHashMap<LogEntry, String> refused, long firstId) {
    IngestPlan plan =
        new IngestPlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), firstId);
    for (Batch batch : batches) {
      Optional<BatchOutcome> earlier = seen.earlierOutcome(batch);
      if (earlier.isPresent()) {
        plan.outcomes.add(earlier.get());
      } else {
        BatchOutcome outcome = plan.place(batch, refused);
        plan.outcomes.add(outcome);
        plan.fresh.add(new Fresh(batch, outcome));
        seen.remember(batch, outcome);
      }
    }
    return plan;
  }

  private BatchOutcome place(Batch batch, IdentityHashMap<LogEntry, String> refused) {
    long[] ids = new long[batch.entries().size()];
    Map<Integer, String> rejected = new TreeMap<>();
    for (int i = 0; i < ids.length; i++) {
      LogEntry entry = batch.entries().get(i);
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

  LogWriter.Result result(long lastPosition) {
    if (entries.isEmpty()) {
      return new LogWriter.Result(outcomes, Optional.empty());
    }
    long firstPosition = lastPosition - entries.size() + 1;
    List<LogEntry> committed = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      committed.add(entries.get(i).committedAs(firstId + i, firstPosition + i));
    }
    return new LogWriter.Result(
        outcomes, Optional.of(new Commit(firstPosition, lastPosition, committed)));
  }
}
