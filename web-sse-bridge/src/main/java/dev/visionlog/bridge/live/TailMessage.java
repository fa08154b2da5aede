package dev.visionlog.bridge.live;

import dev.visionlog.v1.TailGap;
import java.util.List;
import java.util.Optional;

/**
 * One message of a tail, whatever it is a tail of.
 *
 * @param events its entries
 * @param gap what the server has left out before the position
 * @param position where a reader is that has it whole
 */
record TailMessage(List<Event> events, Optional<TailGap> gap, long position) {

  /** One entry that can become an event. */
  interface Event {
    long position();

    void writeTo(SseFrame frame);
  }
}
