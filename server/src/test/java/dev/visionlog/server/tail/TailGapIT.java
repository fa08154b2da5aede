package dev.visionlog.server.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.testing.TestDatabase;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.TailGap;
import dev.visionlog.v1.TailLogsRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who does not read holds up nobody, and learns exactly what was left out. */
class TailGapIT {
  private static final long BUFFER = 256 * 1024;

  /** How many entries, and of which length, so that they are many times the buffer. */
  private static final int BATCHES = 150;

  private static final int BATCH = 40;

  private static final int PADDING = 200;

  private final TestDatabase database = TestDatabase.createMigrated();
  private final LiveServer server =
      new LiveServer(database, LiveServer.Options.DEFAULT.withTailBuffer(BUFFER).withMaxRows(100));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void tailThatDoesNotRead_getsAGapThatCanBeFetched() {
    assertSeenAndFetchedAreAll("");
  }

  @Test
  void tailWithAFilterThatDoesNotRead_getsAGapOfItsMatches() {
    assertSeenAndFetchedAreAll("message:\"7\" AND NOT message:\"9\"");
  }

  private void assertSeenAndFetchedAreAll(String filter) {
    TailLogsRequest request = TailLogsRequest.newBuilder().setFilter(filter).build();
    TailClient tail = TailClient.open(server.newChannel(), request);
    TailClient.await().until(() -> !tail.messages().isEmpty());
    write("early", 2);
    TailClient.await().until(() -> tail.entryCount() >= 10);
    tail.pause();
    // In steps, so that the tail falls behind because it does not read, and for no other reason.
    for (int step = 0; step < BATCHES / 3; step++) {
      write("stalled-" + step, 3);
    }
    TailClient.await()
        .until(() -> server.tailStatus().getHeadPosition() == (BATCHES + 2) * (long) BATCH);
    assertThat(server.tailStatus().getBufferedBytes()).isBetween(1L, BUFFER);
    tail.resume();
    write("late", 2);
    awaitLast(tail, filter);
    assertThat(tail.gaps()).isNotEmpty();
    assertThat(tail.error()).isNull();
    assertSeenAndFetchedAreAll(tail, filter);
    assertThat(server.tailStatus().getGapCount()).isEqualTo(tail.gaps().size());
    assertThat(server.tailStatus().getSkippedCount())
        .isEqualTo(tail.gaps().stream().mapToLong(TailGap::getMatchedCount).sum());
  }

  @Test
  void stalledTails_holdUpNoOthers() {
    List<TailClient> reading = new ArrayList<>();
    List<TailClient> stalled = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      reading.add(TailClient.fromNow(server.channel()));
    }
    for (int i = 0; i < 10; i++) {
      stalled.add(TailClient.fromNow(server.newChannel()));
    }
    stalled.forEach(TailClient::pause);
    // In steps, since who reads may not fall behind either.
    for (int step = 1; step <= BATCHES / 3; step++) {
      write("step-" + step, 3);
      int written = step * 3 * BATCH;
      TailClient.await()
          .until(() -> reading.stream().allMatch(tail -> tail.entryCount() >= written));
    }
    List<String> stored = StoredEntries.stored(database);
    for (TailClient tail : reading) {
      assertThat(tail.gaps()).isEmpty();
      assertThat(StoredEntries.texts(tail.entries())).isEqualTo(stored);
    }
    stalled.forEach(TailClient::resume);
    for (TailClient tail : stalled) {
      awaitLast(tail, "");
      assertThat(tail.gaps()).isNotEmpty();
      assertSeenAndFetchedAreAll(tail, "");
    }
  }

  /** Its slowness costs it time, not entries: what it has not reached yet is in the database. */
  @Test
  void tailThatCatchesUp_mayTakeItsTime() {
    write("early", BATCHES);
    long head = server.tailStatus().getHeadPosition();
    TailClient tail = TailClient.open(server.newChannel(), TailClient.after(0), 2);
    TailClient.await().until(() -> tail.messages().size() == 2);
    CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write("late", 30));
    while (tail.position() < head - 2_000) {
      int before = tail.messages().size();
      tail.take(1);
      TailClient.await().until(() -> tail.messages().size() > before);
    }
    writing.join();
    tail.resume();
    awaitLast(tail, "");
    assertThat(tail.gaps().stream().filter(gap -> gap.getFromPosition() < head - 2_000)).isEmpty();
    assertSeenAndFetchedAreAll(tail, "");
  }

  private void write(String name, int batches) {
    try (NumberedWriter writer = new NumberedWriter(name, server, PADDING)) {
      for (int i = 0; i < batches; i++) {
        writer.write(BATCH);
      }
      writer.awaitAcked();
    }
  }

  private void awaitLast(TailClient tail, String filter) {
    List<LogEntry> all = byPosition(server.list(filter));
    long last = all.get(all.size() - 1).getPosition();
    TailClient.await().until(() -> tail.position() >= last || tail.error() != null);
  }

  private void assertSeenAndFetchedAreAll(TailClient tail, String filter) {
    List<LogEntry> seen = new ArrayList<>(tail.entries());
    assertThat(seen).extracting(LogEntry::getPosition).isSorted().doesNotHaveDuplicates();
    for (TailGap gap : tail.gaps()) {
      assertThat(gap.getToPosition()).isGreaterThanOrEqualTo(gap.getFromPosition());
      List<LogEntry> fetched = server.list(and(filter, gap));
      assertThat(fetched).hasSize((int) gap.getMatchedCount());
      seen.addAll(fetched);
    }
    assertThat(StoredEntries.texts(byPosition(seen)))
        .isEqualTo(StoredEntries.texts(byPosition(server.list(filter))));
  }

  private static String and(String filter, TailGap gap) {
    return (filter.isEmpty() ? "" : "(" + filter + ") AND ")
        + "position >= "
        + gap.getFromPosition()
        + " AND position <= "
        + gap.getToPosition();
  }

  private static List<LogEntry> byPosition(List<LogEntry> entries) {
    return entries.stream().sorted(Comparator.comparingLong(LogEntry::getPosition)).toList();
  }
}
