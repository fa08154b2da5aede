package dev.visionlog.benchmarks.soak;

import java.util.List;

/**
 * Writes numbered messages at its own pace until it is told to stop. Any thread may ask.
 *
 * <p>A mark is a number that only grows: what was handed over before {@link #mark} was asked is
 * delivered when {@link #delivered} has come to it.
 */
interface Writer extends AutoCloseable {
  String name();

  long mark();

  long delivered();

  /** What must be stored, under one name or several. */
  List<Claim> claims();

  /** What the server refused, or what else should not be; empty if all is well. */
  List<String> complaints();

  /** Hands over nothing new. What was handed over is still delivered. */
  void stop();

  /** Ends at once. */
  @Override
  void close();

  /**
   * All messages of this name, from 1 to {@code safe}, are stored once. Those that come after may
   * be stored too, without holes.
   */
  record Claim(String name, long safe) {}
}
