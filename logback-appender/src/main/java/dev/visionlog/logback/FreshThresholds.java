package dev.visionlog.logback;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.visionlog.client.Thresholds;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The server's thresholds, at most half a minute old as long as someone {@link #look looks} and the
 * server answers. What the client hears meanwhile counts at once. All threads.
 */
final class FreshThresholds {
  /** How old they may get before the server is asked again. */
  static final Duration MAX_AGE = Duration.ofSeconds(30);

  private static final String KEY = "thresholds";

  private final LoadingCache<String, Thresholds> cache;

  FreshThresholds(Connection connection, Ticker ticker) {
    cache =
        Caffeine.newBuilder()
            .refreshAfterWrite(MAX_AGE)
            .ticker(ticker)
            .executor(Runnable::run) // All there is to run is bookkeeping.
            .build(new Loader(connection));
  }

  /** What is known. If that is old, the server is asked, and its answer is seen later. */
  Thresholds look() {
    return cache.get(KEY);
  }

  /** The client has heard of new ones. */
  void heard(Thresholds thresholds) {
    cache.put(KEY, thresholds);
  }

  /** Keeps the last good ones if the server does not answer. */
  private record Loader(Connection connection) implements CacheLoader<String, Thresholds> {

    @Override
    public Thresholds load(String key) {
      return connection.thresholds();
    }

    @Override
    public CompletableFuture<Thresholds> asyncReload(
        String key, Thresholds old, Executor executor) {
      return connection.fetchThresholds().exceptionally(unreachable -> old);
    }
  }
}
