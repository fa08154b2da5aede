package dev.visionlog.client.internal.delivery;

import dev.visionlog.client.FlushResult;
import java.util.concurrent.CompletableFuture;

/** Someone waits until what was handed over before is safe. */
final class Flush {
  final CompletableFuture<FlushResult> result = new CompletableFuture<>();

  /** The ticket of the last entry that was handed over before. */
  final long through;

  final long deadlineNanos;

  /** Whether not to wait for a server that does not answer. */
  final boolean lastCall;

  /** The last batch with an entry of them; −1 until all of them are in batches. */
  long lastNumber = -1;

  /** How many attempts had failed when it began; −1 before. */
  int failuresBefore = -1;

  Flush(long through, long deadlineNanos, boolean lastCall) {
    this.through = through;
    this.deadlineNanos = deadlineNanos;
    this.lastCall = lastCall;
  }
}
