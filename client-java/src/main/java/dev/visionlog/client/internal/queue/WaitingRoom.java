package dev.visionlog.client.internal.queue;

import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Entries between the queue and a batch: given back in the order of their arrival, or, when room
 * has to be made, the oldest of the lowest rank first. For one thread.
 *
 * @param <T> what waits
 */
public final class WaitingRoom<T> {
  private final List<ArrayDeque<Waiting<T>>> ranks =
      IntStream.range(0, EntryQueue.RANKS).mapToObj(rank -> new ArrayDeque<Waiting<T>>()).toList();

  private long tickets;
  private int size;

  /**
   * One that waits.
   *
   * @param ticket its place in the order of arrival, from 1
   * @param arrivedNanos when it came, at the earliest
   */
  public record Waiting<T>(T item, int weight, long ticket, long arrivedNanos) {}

  public void add(T item, int rank, int weight, long arrivedNanos) {
    ranks.get(rank).add(new Waiting<>(item, weight, ++tickets, arrivedNanos));
    size++;
  }

  /** The oldest, without taking it. */
  public @Nullable Waiting<T> first() {
    ArrayDeque<Waiting<T>> rank = rankOfFirst();
    return rank == null ? null : rank.peek();
  }

  /** Takes the oldest. */
  public @Nullable Waiting<T> take() {
    ArrayDeque<Waiting<T>> rank = rankOfFirst();
    return rank == null ? null : taken(rank.poll());
  }

  /** Takes the oldest of the lowest rank. */
  public @Nullable Waiting<T> evict() {
    for (ArrayDeque<Waiting<T>> rank : ranks) {
      if (!rank.isEmpty()) {
        return taken(rank.poll());
      }
    }
    return null;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The ticket of the one that came last. */
  public long lastTicket() {
    return tickets;
  }

  private @Nullable Waiting<T> taken(@Nullable Waiting<T> waiting) {
    if (waiting != null) {
      size--;
    }
    return waiting;
  }

  private @Nullable ArrayDeque<Waiting<T>> rankOfFirst() {
    ArrayDeque<Waiting<T>> first = null;
    long lowest = Long.MAX_VALUE;
    for (ArrayDeque<Waiting<T>> rank : ranks) {
      Waiting<T> head = rank.peek();
      if (head != null && head.ticket() < lowest) {
        lowest = head.ticket();
        first = rank;
      }
    }
    return first;
  }
}
