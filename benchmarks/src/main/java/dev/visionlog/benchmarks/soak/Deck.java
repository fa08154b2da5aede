package dev.visionlog.benchmarks.soak;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Which fault comes next. All have come before one comes again. For one thread. */
final class Deck {
  private final List<Fault> faults;
  private final Random random;
  private final boolean once;
  private final long end;
  private final Deque<Fault> left = new ArrayDeque<>();

  /**
   * @throws IllegalArgumentException if a fault is named that there is not
   */
  Deck(SoakSettings settings, List<Fault> all, Random random) {
    this.random = random;
    this.faults = settings.faults().isEmpty() ? all : chosen(settings.faults(), all);
    Duration length = settings.length();
    once = length.isZero();
    end = System.nanoTime() + length.toNanos();
    if (once) {
      left.addAll(faults);
    }
  }

  private static List<Fault> chosen(List<String> names, List<Fault> all) {
    return names.stream().map(name -> chosen(name, all)).toList();
  }

  private static Fault chosen(String name, List<Fault> all) {
    return all.stream()
        .filter(fault -> fault.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no fault '%s' here. Must be one of: %s"
                        .formatted(
                            name, String.join(", ", all.stream().map(Fault::name).toList()))));
  }

  /** Empty when it is time to end. */
  Optional<Fault> next() {
    if (!once && System.nanoTime() >= end) {
      return Optional.empty();
    }
    if (!once && left.isEmpty()) {
      List<Fault> shuffled = new ArrayList<>(faults);
      Collections.shuffle(shuffled, random);
      left.addAll(shuffled);
    }
    return Optional.ofNullable(left.poll());
  }
}
