package dev.visionlog.bridge.live;

import dev.visionlog.bridge.RealBridge;
import dev.visionlog.bridge.SseClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Entries whose messages are numbers from 0, so that one sees which are missing or come twice. */
final class Numbered {
  private final RealBridge bridge;
  private int next;

  Numbered(RealBridge bridge) {
    this.bridge = bridge;
  }

  /** Stores the next ones in one call. */
  synchronized void write(int count) {
    bridge.write(
        IntStream.range(next, next + count)
            .mapToObj(number -> RealBridge.info(Integer.toString(number)))
            .toList());
    next += count;
  }

  /** Stores one after the other, without a rest, while something else is done. */
  void writeDuring(Runnable task) {
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                write(1);
              }
            });
    try {
      task.run();
    } finally {
      done.set(true);
    }
    writer.join();
  }

  /** How many have been stored. */
  synchronized int count() {
    return next;
  }

  /** All that have been stored, as they should come. */
  List<Integer> all() {
    return IntStream.range(0, count()).boxed().toList();
  }

  /** Those that a browser has seen. */
  static List<Integer> seenBy(SseClient browser) {
    return browser.events("log").stream()
        .map(event -> Integer.valueOf(event.text("message")))
        .toList();
  }
}
