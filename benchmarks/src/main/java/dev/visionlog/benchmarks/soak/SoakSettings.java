package dev.visionlog.benchmarks.soak;

import java.time.Duration;
import java.util.List;

/**
 * What a soak does.
 *
 * @param length how long faults go on, at random; zero for each of {@code faults} once, in their
 *     order
 * @param faults names of those that may come; all if there are none
 * @param rate messages a second, of all writers together
 * @param seed of the order and the lengths of faults
 * @param quiet the time between the end of one fault and the next
 * @param longest how long a fault lasts at most, if it lasts
 * @param stalledTails tails that do not read
 * @param diskMegabytes of a disk of its own, so that it can be full; 0 for none
 */
public record SoakSettings(
    Duration length,
    List<String> faults,
    int rate,
    long seed,
    Duration quiet,
    Duration longest,
    int stalledTails,
    int diskMegabytes) {

  public SoakSettings {
    faults = List.copyOf(faults);
    if (rate < 20 || rate > 10_000) {
      throw new IllegalArgumentException("Invalid rate " + rate + ". Must be 20 to 10000");
    }
    if (longest.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "Invalid longest fault " + longest + ". Must be 1 s or more");
    }
    if (length.isZero() && faults.isEmpty()) {
      throw new IllegalArgumentException("Without a length, faults must be named");
    }
  }
}
