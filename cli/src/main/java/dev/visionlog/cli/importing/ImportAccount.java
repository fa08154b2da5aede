package dev.visionlog.cli.importing;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of every line and every entry. Lines: {@code read = entries + continuations + blank +
 * rejected}. Entries: {@code entries = sent + waiting}, {@code sent = stored + rejected +
 * suppressed + unanswered}. For one thread.
 */
public final class ImportAccount {
  static final int REASONS_KEPT = 10;

  private final List<Rejection> reasons = new ArrayList<>();
  private long linesRead;
  private long cutLines;
  private long continuationLines;
  private long blankLines;
  private long rejectedLines;
  private long entriesRead;
  private long entriesSent;
  private long entriesAnswered;
  private long entriesRejected;
  private long entriesSuppressed;
  private long batchesSent;
  private long batchesResent;
  private long duplicateBatches;

  void lineRead(boolean cut) {
    linesRead++;
    cutLines += cut ? 1 : 0;
  }

  void continuation() {
    continuationLines++;
  }

  void blank() {
    blankLines++;
  }

  void entryRead() {
    entriesRead++;
  }

  void lineRejected(Rejection rejection) {
    rejectedLines++;
    keep(rejection);
  }

  void batchSent(int entries) {
    batchesSent++;
    entriesSent += entries;
  }

  void batchesResent(int batches) {
    batchesResent += batches;
  }

  void batchAnswered(int entries, boolean duplicate) {
    entriesAnswered += entries;
    duplicateBatches += duplicate ? 1 : 0;
  }

  void entryRejected(Rejection rejection) {
    entriesRejected++;
    keep(rejection);
  }

  void suppressed(int entries) {
    entriesSuppressed += entries;
  }

  public long linesRead() {
    return linesRead;
  }

  /** Lines of which only the first part was kept. */
  public long cutLines() {
    return cutLines;
  }

  public long continuationLines() {
    return continuationLines;
  }

  public long blankLines() {
    return blankLines;
  }

  public long rejectedLines() {
    return rejectedLines;
  }

  public long entriesRead() {
    return entriesRead;
  }

  public long entriesSent() {
    return entriesSent;
  }

  public long entriesStored() {
    return entriesAnswered - entriesRejected - entriesSuppressed;
  }

  public long entriesRejected() {
    return entriesRejected;
  }

  public long entriesSuppressed() {
    return entriesSuppressed;
  }

  /** Entries that were sent and of which the server has said nothing. */
  public long entriesUnanswered() {
    return entriesSent - entriesAnswered;
  }

  public long batchesSent() {
    return batchesSent;
  }

  public long batchesResent() {
    return batchesResent;
  }

  /**
   * Batches whose first answer was lost: what was rejected or suppressed in them is counted as
   * stored.
   */
  public long duplicateBatches() {
    return duplicateBatches;
  }

  /** The first reasons for rejections, of lines and of entries. */
  public List<Rejection> reasons() {
    return List.copyOf(reasons);
  }

  public boolean hasRejections() {
    return rejectedLines + entriesRejected > 0;
  }

  private void keep(Rejection rejection) {
    if (reasons.size() < REASONS_KEPT) {
      reasons.add(rejection);
    }
  }
}
