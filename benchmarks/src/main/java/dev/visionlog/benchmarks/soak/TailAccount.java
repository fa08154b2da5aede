package dev.visionlog.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;

/** What a reader has seen, beside what there was. For one thread. */
final class TailAccount {
  private static final int MOST_NOTES = 20;

  private final String reader;
  private final Names names;
  private final long twice;
  private final long outOfOrder;
  private final List<String> notes;
  private long seen;
  private long missing;
  private long wrong;
  private long inGaps;
  private long gaps;

  TailAccount(String reader, Names names, long twice, long outOfOrder, List<String> notes) {
    this.reader = reader;
    this.names = names;
    this.twice = twice;
    this.outOfOrder = outOfOrder;
    this.notes = new ArrayList<>(notes);
  }

  void seen(long position, long stored, long shown) {
    seen++;
    if (stored != shown) {
      wrong++;
      note("another one at " + position + ": " + names.canary(shown));
    }
  }

  void notSeen(long position, long stored, boolean inGap) {
    if (inGap) {
      inGaps++;
    } else {
      missing++;
      note("not seen: " + position + " " + names.canary(stored));
    }
  }

  /** Seen, and not stored, or not what was asked for. */
  void unexpected(long position, long shown) {
    wrong++;
    note("not expected: " + position + " " + names.canary(shown));
  }

  /** Each has to say exactly how many it leaves out. */
  void gaps(List<Sightings.Gap> all) {
    gaps = all.size();
    long said = all.stream().mapToLong(Sightings.Gap::matched).sum();
    if (said != inGaps) {
      wrong++;
      note("the gaps say " + said + ", and leave out " + inGaps);
    }
  }

  private void note(String what) {
    if (notes.size() < MOST_NOTES) {
      notes.add(what);
    }
  }

  boolean isExact() {
    return missing + twice + outOfOrder + wrong == 0;
  }

  List<String> findings() {
    return isExact() ? List.of() : notes.stream().map(note -> reader + " " + note).toList();
  }

  static final String HEADER =
      "reader              seen  missing   double  out of order  wrong   in gaps";

  @Override
  public String toString() {
    return "%-14s %,9d %8d %8d %13d %6d %9s"
        .formatted(
            reader,
            seen,
            missing,
            twice,
            outOfOrder,
            wrong,
            gaps == 0 ? "–" : inGaps + " of " + gaps);
  }
}
