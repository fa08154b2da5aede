package dev.visionlog.benchmarks.queries;

import dev.visionlog.benchmarks.dataset.PlantYear;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a query took and brought, round by round. For one thread. */
final class Measured {
  private final Query query;
  private final Timings timings = new Timings();
  private final List<Outcome> outcomes = new ArrayList<>();
  private int failures;

  Measured(Query query) {
    this.query = query;
  }

  Query query() {
    return query;
  }

  /** Asks without counting. */
  void warmUp(SplittableRandom random) {
    new Measured(query).measure(random);
  }

  /** Asks once. An error is counted: what was measured until then is worth keeping. */
  void measure(SplittableRandom random) {
    try {
      Supplier<Outcome> question = query.question().prepare(random);
      long begun = System.nanoTime();
      Outcome outcome = question.get();
      timings.add(System.nanoTime() - begun);
      outcomes.add(outcome);
    } catch (StatusRuntimeException error) {
      System.err.println("visionlog bench: " + query.name() + ": " + error.getStatus());
      failures++;
    }
  }

  /** Median and ninety-fifth percentile; bold when that misses the goal. */
  String figures() {
    if (outcomes.isEmpty()) {
      return "**failed**";
    }
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
    List<String> notes = new ArrayList<>();
    if (!outcomes.isEmpty()) {
      notes.add("%,d".formatted(median(outcomes.stream().map(Outcome::found))));
    }
    List<Instant> reached =
        outcomes.stream().flatMap(outcome -> outcome.searchedUntil().stream()).toList();
    if (!reached.isEmpty()) {
      long days = median(reached.stream().map(time -> Duration.between(time, year.end()).toDays()));
      notes.add(
          "%d of %d not done, after %d days".formatted(reached.size(), outcomes.size(), days));
    }
    if (failures > 0) {
      notes.add("%d failed".formatted(failures));
    }
    return String.join("; ", notes);
  }

  private static long median(Stream<Long> values) {
    List<Long> sorted = values.sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
