package dev.visionlog.cli.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Counts entries instead of sending them, and keeps the first ones to be looked at. */
public final class DryRun<E, K extends Comparable<K>> implements ImportSink<E> {
  private static final int SAMPLES = 5;

  private final ImportAccount account;
  private final Function<E, K> group;
  private final List<E> samples = new ArrayList<>();
  private final Map<K, Long> counts = new TreeMap<>();

  /**
   * @param group by what they are counted
   */
  public DryRun(ImportAccount account, Function<E, K> group) {
    this.account = account;
    this.group = group;
  }

  @Override
  public void entry(Origin origin, E entry) {
    account.entryRead();
    counts.merge(group.apply(entry), 1L, Long::sum);
    if (samples.size() < SAMPLES) {
      samples.add(entry);
    }
  }

  @Override
  public void continuation() {
    account.continuation();
  }

  @Override
  public void blank() {
    account.blank();
  }

  @Override
  public void rejected(Origin origin, String reason) {
    account.lineRejected(new Rejection(origin, reason));
  }

  /** The first entries. */
  public List<E> samples() {
    return samples;
  }

  /** How many there are of each group, in its order. */
  public Map<K, Long> counts() {
    return counts;
  }
}
