package dev.visionlog.server.model;

import java.time.Instant;

/**
 * What comes in batches, is stored, found, followed and deleted: a log entry or a prediction.
 *
 * @param <E> the kind itself
 */
public interface Entry<E extends Entry<E>> {

  /** Unique among its kind; 0 until the pipeline has given one. */
  long id();

  /** By the writer's clock, in whole microseconds. */
  Instant time();

  /** By the server's clock, in whole microseconds. */
  Instant receivedTime();

  /** Its place in its kind's order of commits, from 1; 0 until it is committed. */
  long position();

  /** About how much memory it takes; used for every bound on memory. */
  long bytes();

  /** The same as it was committed. */
  E committedAs(long id, long position);
}
