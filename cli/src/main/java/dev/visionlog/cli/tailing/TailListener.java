package dev.visionlog.cli.tailing;

import dev.visionlog.v1.TailGap;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tail tells its owner, in order and on one thread. */
public interface TailListener<E> {
  /** The next ones, each once. */
  void items(List<E> items);

  /** The server left some out; the tail goes on after this position. */
  void gap(TailGap gap, long position);

  /** The stream is open; it goes on after this position, or starts now if there is none. */
  void connected(@Nullable Long position);

  /** The stream is lost and will be opened again after the delay. */
  void disconnected(String reason, Duration delay);

  /** Asked after each message: whether enough has been seen. */
  boolean isDone();
}
