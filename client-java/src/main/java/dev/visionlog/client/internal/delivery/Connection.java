package dev.visionlog.client.internal.delivery;

import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When to connect, and over which channel. Each attempt has a channel of its own: nothing of a dead
 * connection is left over, and each attempt says what is wrong with it. For the client's thread,
 * but for {@link #current}.
 */
final class Connection {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final Supplier<ManagedChannel> channels;
  private final Backoff backoff;
  private volatile @Nullable ManagedChannel channel;
  private boolean live;
  private int failures;
  private long since;
  private long nextAttempt;

  /**
   * @param channels makes a channel that has not connected yet
   */
  Connection(Supplier<ManagedChannel> channels, Backoff backoff, long nowNanos) {
    this.channels = channels;
    this.backoff = backoff;
    this.nextAttempt = nowNanos;
  }

  /** The channel of this moment, connected or not; null between two attempts. Any thread. */
  @Nullable ManagedChannel current() {
    return channel;
  }

  boolean isDue(long nowNanos) {
    return channel == null && nowNanos - nextAttempt >= 0;
  }

  ManagedChannel open(long nowNanos) {
    ManagedChannel opened = channels.get();
    channel = opened;
    since = nowNanos;
    return opened;
  }

  /** Whether an attempt is under way or has worked. */
  boolean isOpen() {
    return channel != null;
  }

  /** Whether the server answers. */
  boolean isLive() {
    return live;
  }

  /** The server is there; true if it was not before. */
  boolean live() {
    boolean news = !live;
    live = true;
    return news;
  }

  /** The server does its work: from now on failures count anew. */
  void worked() {
    failures = 0;
    backoff.reset();
  }

  /** Whether an attempt has gone on for too long. */
  boolean isTimedOut(long nowNanos) {
    return channel != null && !live && nowNanos - since > CONNECT_TIMEOUT.toNanos();
  }

  /** How many attempts have failed in a row. */
  int failures() {
    return failures;
  }

  /** The connection is over; returns how long to wait before the next attempt. */
  Duration failed(long nowNanos, Duration requested, Duration atLeast) {
    close();
    failures++;
    Duration wait = backoff.next(requested);
    Duration longer = wait.compareTo(atLeast) < 0 ? atLeast : wait;
    nextAttempt = nowNanos + longer.toNanos();
    return longer;
  }

  /** Do not wait any longer before the next attempt. */
  void hurry(long nowNanos) {
    nextAttempt = nowNanos;
  }

  /** When the next attempt is due. */
  long nextAttempt() {
    return nextAttempt;
  }

  void close() {
    ManagedChannel old = channel;
    channel = null;
    live = false;
    if (old != null) {
      old.shutdownNow();
    }
  }
}
