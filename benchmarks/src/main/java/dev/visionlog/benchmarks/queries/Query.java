package dev.visionlog.benchmarks.queries;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A question that is asked again and again, with other arguments each time.
 *
 * @param goal of the ninety-fifth percentile
 */
record Query(String name, Optional<Duration> goal, Question question) {

  /** Chooses arguments, which takes no time that counts. What it returns asks and is measured. */
  @FunctionalInterface
  interface Question {
    Supplier<Outcome> prepare(SplittableRandom random);
  }

  static Query withGoal(Duration goal, String name, Question question) {
    return new Query(name, Optional.of(goal), question);
  }

  static Query withoutGoal(String name, Question question) {
    return new Query(name, Optional.empty(), question);
  }

  String goalText() {
    return goal.map(time -> "%,d ms".formatted(time.toMillis())).orElse("");
  }
}
