package dev.visionlog.bridge.live;

import java.time.Duration;

/**
 * How long things may take in a live tail.
 *
 * @param ping after so much quiet a browser gets a sign of life
 * @param firstWord so long may the server's first word take, before the browser hears that it waits
 * @param stall a browser that takes nothing for so long has gone without a word, or is asleep
 */
public record TailTimings(Duration ping, Duration firstWord, Duration stall) {
  public static final TailTimings DEFAULT =
      new TailTimings(Duration.ofSeconds(15), Duration.ofSeconds(2), Duration.ofSeconds(60));

  /** How often to look whether one of them is over. */
  Duration tick() {
    Duration shortest = ping.compareTo(stall) < 0 ? ping : stall;
    return shortest.dividedBy(15);
  }
}
