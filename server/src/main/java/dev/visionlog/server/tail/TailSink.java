package dev.visionlog.server.tail;

import dev.visionlog.server.model.Entry;
import java.util.List;

/** Where a tail goes. Called by one thread at a time. */
public interface TailSink<E extends Entry<E>> {

  /** Whether it takes more without piling it up. */
  boolean isReady();

  /**
   * @param position everything up to here has been dealt with
   */
  void entries(List<E> entries, long position);

  /** The entries of these positions are left out; {@code matched} of them match the filter. */
  void gap(long fromPosition, long toPosition, long matched);

  void heartbeat(long position, long headPosition);

  /** The tail cannot go on. */
  void failed(RuntimeException error);
}
