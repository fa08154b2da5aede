package dev.visionlog.server.retention;

import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Entry;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Notices when many entries arrive for a day that has no partition, as in an import, while there
 * are few enough of them to be moved in a moment. For all threads.
 */
final class CrowdWatch {
  /** A day with so many entries gets a partition. */
  static final int CROWD = 2_000;

  private static final int MOST_DAYS = 10_000;
  private static final long SECONDS_PER_DAY = TimeUnit.DAYS.toSeconds(1);

  private final Set<Long> settled = ConcurrentHashMap.newKeySet();
  private final Map<Long, Integer> counts = new HashMap<>();

  /** These days have a partition, or need none. */
  void settle(Collection<LocalDate> days) {
    days.forEach(day -> settled.add(day.toEpochDay()));
  }

  /** A day that has become crowded with this commit, if there is one. It is not named again. */
  Optional<LocalDate> committed(Commit<? extends Entry<?>> commit) {
    for (Entry<?> entry : commit.entries()) {
      long day = Math.floorDiv(entry.time().getEpochSecond(), SECONDS_PER_DAY);
      if (!settled.contains(day) && count(day)) {
        settled.add(day);
        return Optional.of(LocalDate.ofEpochDay(day));
      }
    }
    return Optional.empty();
  }

  private synchronized boolean count(long day) {
    if (counts.size() >= MOST_DAYS) {
      counts.clear();
    }
    boolean crowded = counts.merge(day, 1, Integer::sum) >= CROWD;
    if (crowded) {
      counts.remove(day);
    }
    return crowded;
  }
}
