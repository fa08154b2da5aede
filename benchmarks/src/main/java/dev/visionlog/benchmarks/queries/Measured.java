package dev.visionlog.benchmarks.queries;

import dev.visionlog.benchmarks.dataset.PlantYear;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** What a query took and brought, round by round. For one thread. */
final class Measured {
  private final Query query;
  private final Timings timings = new Timings();
  private final List<Outcome> outcomes = new ArrayList<>();

  Measured(Query query) {
    this.query = query;
  }

  Query query() {
    return query;
  }

  /** Asks without counting. */
  void warmUp(SplittableRandom random) {
    query.question().prepare(random).get();
  }

  void measure(SplittableRandom random) {
    Supplier<Outcome> question = query.question().prepare(random);
    long begun = System.nanoTime();
    Outcome outcome = question.get();
    timings.add(System.nanoTime() - begun);
    outcomes.add(outcome);
  }

  /** Median and ninety-fifth percentile; bold when that misses the goal. */
  String figures() {
    double p95 = timings.milliseconds(0.95);
    String text = milliseconds(timings.milliseconds(0.5)) + " / " + milliseconds(p95);
    boolean missed = query.goal().filter(goal -> p95 > goal.toMillis()).isPresent();
    return missed ? "**" + text + "**" : text;
  }

  private static String milliseconds(double time) {
    return (time < 10 ? "%.1f" : "%,.0f").formatted(time);
  }

  /** How much was found in the median, and how far the searches came that were not done. */
  String found(PlantYear year) {
    List<Long> found = outcomes.stream().map(Outcome::found).sorted().toList();
    String median = "%,d".formatted(found.get(found.size() / 2));
    List<Long> days =
        outcomes.stream()
            .flatMap(outcome -> outcome.searchedUntil().stream())
            .map(until -> Duration.between(until, year.end()).toDays())
            .sorted()
            .toList();
    return days.isEmpty()
        ? median
        : "%s; %d of %d not done, after %d days"
            .formatted(median, days.size(), outcomes.size(), days.get(days.size() / 2));
  }
}
