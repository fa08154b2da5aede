package dev.visionlog.server.retention;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.Commit;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.EntryStore;
import dev.visionlog.server.store.Partitions;
import dev.visionlog.server.store.RetentionStore;
import dev.visionlog.server.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes partitions ahead and lets old entries go, at the start and then at an interval. What it has
 * done it says in the log that it keeps. Several servers may do this at the same time.
 */
public final class RetentionWorker<E extends Entry<E>> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionWorker.class);

  /** Others were busy with the table. */
  private static final Duration NEXT_TRY = Duration.ofSeconds(5);

  /** Days outside these years are of clocks that lie. */
  private static final LocalDate FIRST_DAY = LocalDate.of(1971, 1, 1);

  private static final LocalDate LAST_DAY = LocalDate.of(2099, 12, 31);

  /** Every query looks at every partition, if only to leave it out. */
  private static final int MOST_PARTITIONS = 1_500;

  private static final Duration REQUESTS_KEPT = Duration.ofDays(1);

  private final RetentionStore store;
  private final Partitions partitions;
  private final EntryStore<E> entries;
  private final Supplier<RetentionRules> rules;
  private final Clock clock;
  private final int daysAhead;
  private final Consumer<String> report;
  private final CrowdWatch crowds = new CrowdWatch();
  private final ScheduledExecutorService timer = Timers.named("retention");

  /**
   * @param deleted entries that are gone, or would be
   * @param droppedDays days that went as a whole
   */
  public record Outcome(long deleted, int droppedDays) {}

  /**
   * @param daysAhead for so many days after today there are partitions
   * @param report takes what it has done, as a sentence for people
   */
  public RetentionWorker(
      RetentionStore store,
      Partitions partitions,
      EntryStore<E> entries,
      Supplier<RetentionRules> rules,
      Clock clock,
      int daysAhead,
      Consumer<String> report) {
    this.store = store;
    this.partitions = partitions;
    this.entries = entries;
    this.rules = rules;
    this.clock = clock;
    this.daysAhead = daysAhead;
    this.report = report;
  }

  /** Makes the partitions that are needed now, and starts to work. */
  public void start(Duration interval) {
    makePartitions();
    timer.scheduleWithFixedDelay(this::work, 1_000, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void work() {
    try {
      makePartitions();
      makeRoomForCrowds();
      run();
    } catch (StoreUnavailableException away) {
      LOG.warn("Retention could not run; it will try again");
    } catch (RuntimeException error) {
      LOG.error("Retention failed", error);
    }
  }

  private void makePartitions() {
    Set<LocalDate> existing = new HashSet<>(partitions.days());
    crowds.settle(existing);
    LocalDate today = today();
    for (int i = -1; i <= daysAhead; i++) {
      LocalDate day = today.plusDays(i);
      if (existing.contains(day) || partitions.create(day)) {
        crowds.settle(List.of(day));
      } else {
        LOG.warn("No partition for {} yet: others were busy with the table", day);
      }
    }
  }

  /** Looks at what has been committed. Called by the lanes. */
  public void committed(Commit<E> commit) {
    crowds
        .committed(commit)
        .ifPresent(
            day -> {
              if (!timer.isShutdown()) {
                timer.execute(() -> makeRoom(day));
              }
            });
  }

  private void makeRoom(LocalDate day) {
    try {
      boolean real = !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY);
      if (!real || partitions.days().size() >= MOST_PARTITIONS) {
        return;
      }
      if (partitions.create(day)) {
        LOG.info("Made a partition for the many entries of {}", day);
      } else if (!timer.isShutdown()) {
        timer.schedule(() -> makeRoom(day), NEXT_TRY.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (StoreUnavailableException away) {
      LOG.debug("No partition for {} yet", day, away);
    } catch (RuntimeException error) {
      LOG.error("No partition for {}", day, error);
    }
  }

  /** Days that became crowded little by little, or while others were busy with the table. */
  private void makeRoomForCrowds() {
    partitions.crowdedDays(CrowdWatch.CROWD).forEach(this::makeRoom);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Applies the settings now. */
  public Outcome run() {
    Instant now = clock.instant();
    RetentionRules current = rules.get();
    long deleted = 0;
    int dropped = 0;
    for (RetentionRule rule : current.rules()) {
      if (rule.filter() == Filter.ALL) {
        for (LocalDate day : oldDays(rule, now)) {
          long count = store.drop(day, rule.cutoff(now));
          deleted += Math.max(0, count);
          dropped += count >= 0 ? 1 : 0;
        }
      }
      deleted += delete(rule, now);
    }
    store.forget(now.minus(REQUESTS_KEPT), current.commitsKept().map(now::minus));
    if (deleted > 0 || dropped > 0) {
      report.accept("Retention deleted " + deleted + " entries and dropped " + dropped + " days");
    }
    return new Outcome(deleted, dropped);
  }

  private List<LocalDate> oldDays(RetentionRule rule, Instant now) {
    LocalDate cutoffDay = LocalDate.ofInstant(rule.cutoff(now), ZoneOffset.UTC);
    return partitions.days().stream().filter(day -> day.isBefore(cutoffDay)).toList();
  }

  /** The counters say at no cost whether there is anything to look for. */
  private long delete(RetentionRule rule, Instant now) {
    long deleted = 0;
    for (Filter candidates : rule.candidates(now)) {
      if (entries.count(candidates, Duration.ZERO).count() > 0) {
        deleted += store.deleteReceivedBefore(candidates, rule.cutoff(now), timer::isShutdown);
      }
    }
    return deleted;
  }

  /**
   * Says what {@link #run} would do. An entry that several rules are for is counted for each of
   * them.
   */
  public Outcome dryRun() {
    Instant now = clock.instant();
    long deleted = 0;
    int dropped = 0;
    for (RetentionRule rule : rules.get().rules()) {
      if (rule.filter() == Filter.ALL) {
        dropped = expiredDays(rule, now);
      }
      for (Filter candidates : rule.candidates(now)) {
        deleted += store.countReceivedBefore(candidates, rule.cutoff(now));
      }
    }
    return new Outcome(deleted, dropped);
  }

  private int expiredDays(RetentionRule rule, Instant now) {
    Instant cutoff = rule.cutoff(now);
    return (int)
        oldDays(rule, now).stream().filter(day -> store.allReceivedBefore(day, cutoff)).count();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
