package dev.visionlog.server.service;

import dev.visionlog.server.store.CameraStore;
import dev.visionlog.server.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Map;

/**
 * The names of all cameras, at most a second old: tails and queries need them for every entry.
 * While the store is away they stay as they were. For all threads.
 */
final class CameraNames {
  private static final long MAX_AGE = Duration.ofSeconds(1).toNanos();

  private final CameraStore store;
  private volatile Loaded loaded = new Loaded(Map.of(), System.nanoTime() - 2 * MAX_AGE);

  private record Loaded(Map<Long, String> names, long at) {
    boolean isFresh() {
      return System.nanoTime() - at < MAX_AGE;
    }
  }

  CameraNames(CameraStore store) {
    this.store = store;
  }

  /** By id. */
  Map<Long, String> all() {
    Loaded now = loaded;
    return now.isFresh() ? now.names : load();
  }

  private synchronized Map<Long, String> load() {
    if (!loaded.isFresh()) {
      try {
        loaded = new Loaded(store.names(), System.nanoTime());
      } catch (StoreUnavailableException away) {
        loaded = new Loaded(loaded.names, System.nanoTime());
      }
    }
    return loaded.names;
  }

  /** Something about the cameras has changed. */
  synchronized void forget() {
    loaded = new Loaded(loaded.names, System.nanoTime() - 2 * MAX_AGE);
  }
}
