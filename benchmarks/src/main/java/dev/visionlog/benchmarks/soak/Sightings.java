package dev.visionlog.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one reader has seen, in its order, and how late. All threads. */
final class Sightings {
  private static final int MOST_NOTES = 10;

  private final Names names;
  private final Delays delays;
  private final Longs positions = new Longs();
  private final Longs keys = new Longs();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long reached;
  private long twice;
  private long outOfOrder;
  private long breaks;

  /**
   * Positions that were left out, and said to be.
   *
   * @param matched how many entries of these the reader would have got
   */
  record Gap(long from, long to, long matched) {}

  Sightings(Names names, Disturbances disturbances) {
    this.names = names;
    this.delays = new Delays(disturbances);
  }

  synchronized void saw(long position, String text) {
    Optional<Canary> canary = Canary.parse(text);
    if (position > lastSeen()) {
      positions.add(position);
      keys.add(names.key(canary));
      canary.ifPresent(delays::arrived);
    } else if (positions.find(position) >= 0) {
      twice++;
      note("twice: " + position + " " + text);
    } else {
      outOfOrder++;
      note("out of order: " + position + " after " + lastSeen() + " " + text);
    }
    reached(position);
  }

  synchronized void gap(Gap gap) {
    gaps.add(gap);
    reached(gap.to());
  }

  /** Everything up to there has been sent, or did not match. */
  synchronized void reached(long position) {
    reached = Math.max(reached, position);
  }

  /** The stream has broken. */
  synchronized void broke() {
    breaks++;
  }

  /** Where to go on. */
  synchronized long position() {
    return reached;
  }

  private long lastSeen() {
    return positions.size() == 0 ? 0 : positions.get(positions.size() - 1);
  }

  private void note(String what) {
    if (notes.size() < MOST_NOTES) {
      notes.add(what);
    }
  }

  Delays delays() {
    return delays;
  }

  synchronized long breaks() {
    return breaks;
  }

  /** Compares with what there was to be seen. For when nothing more comes. */
  synchronized TailAccount compare(String reader, StoredRows rows, Match match) {
    TailAccount account = new TailAccount(reader, names, twice, outOfOrder, notes);
    int next = 0;
    for (long position = 1; position <= rows.head(); position++) {
      long key = rows.key(position);
      if (key != 0 && match.matches(names.canary(key))) {
        while (next < positions.size() && positions.get(next) < position) {
          account.unexpected(positions.get(next), keys.get(next++));
        }
        if (next < positions.size() && positions.get(next) == position) {
          account.seen(position, key, keys.get(next++));
        } else {
          account.notSeen(position, key, inGap(position));
        }
      }
    }
    while (next < positions.size()) {
      account.unexpected(positions.get(next), keys.get(next++));
    }
    account.gaps(gaps);
    return account;
  }

  /** How many it has seen, or was told that it has not. */
  synchronized long accounted() {
    return positions.size() + gaps.stream().mapToLong(Gap::matched).sum();
  }

  private boolean inGap(long position) {
    return gaps.stream().anyMatch(gap -> gap.from() <= position && position <= gap.to());
  }

  /** Which messages a reader wants. */
  interface Match {
    boolean matches(Canary canary);
  }
}
