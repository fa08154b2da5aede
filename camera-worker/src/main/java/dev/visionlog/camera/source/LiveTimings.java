package dev.visionlog.camera.source;

import java.time.Duration;

/**
 * How patient a live source is.
 *
 * @param opening how long a camera may take until its first picture
 * @param stall a stream without a picture for so long is taken for dead
 * @param firstPause before a camera that was lost is tried again; twice as long each time …
 * @param longestPause … but no longer than this
 */
public record LiveTimings(
    Duration opening, Duration stall, Duration firstPause, Duration longestPause) {

  public static LiveTimings ofStall(Duration stall) {
    Duration opening = stall.compareTo(Duration.ofSeconds(15)) > 0 ? stall : Duration.ofSeconds(15);
    return new LiveTimings(opening, stall, Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  /**
   * The pause after so many failures in a row, from 1.
   *
   * @param share from 0 to 1, so that cameras that were lost together do not all return at once
   */
  Duration pause(int failures, double share) {
    double grown = firstPause.toMillis() * Math.pow(2, Math.min(failures - 1, 30));
    double longest = Math.min(grown, (double) longestPause.toMillis());
    return Duration.ofMillis(Math.round(longest * (0.5 + share / 2)));
  }
}
