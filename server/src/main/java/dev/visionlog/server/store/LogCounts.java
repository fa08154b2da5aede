package dev.visionlog.server.store;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts, always exact. They cost the same for any number of entries, but for a histogram of a
 * filter that the counters cannot answer.
 */
public interface LogCounts {

  /**
   * @param filter of level, source and camera alone
   * @param end not set: no end
   */
  Stats stats(Filter filter, Instant start, Optional<Instant> end);

  /** All sources by name. */
  List<Source> sources();

  /** The cameras that wrote in a period, by id. */
  List<Camera> cameras(Instant start);

  /**
   * Minutes of a period without entries, between the first entry and now, if they are as long as
   * that.
   */
  List<Silence> silences(Instant start, Instant now, Duration least);

  Histogram histogram(Filter filter, Instant start, Duration width, int buckets, Duration budget);

  /**
   * @param levels without those that have none
   */
  record Stats(
      Map<Level, Long> levels,
      long sources,
      long cameras,
      Optional<Instant> first,
      Optional<Instant> last) {}

  record Source(String name, Map<Level, Long> levels, Optional<Instant> last) {}

  record Camera(long id, Map<Level, Long> levels, Optional<Instant> last) {}

  record Silence(Instant start, Instant end) {}

  /**
   * @param buckets the counts by level of each span, in order
   * @param searchedUntil spans before this time are not counted, because time ran out
   */
  record Histogram(List<Map<Level, Long>> buckets, Optional<Instant> searchedUntil) {}
}
