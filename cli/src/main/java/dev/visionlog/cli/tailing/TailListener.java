package dev.visionlog.cli.tailing;

import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.TailLogsResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tail tells its owner, in order and on one thread. */
public interface TailListener {
  /** The next entries, each once. */
  void entries(List<LogEntry> entries);

  /** The server left entries out; the answer holds the gap. */
  void gap(TailLogsResponse answer);

  /** The stream is open; it goes on after this position, or starts now if there is none. */
  void connected(@Nullable Long position);

  /** The stream is lost and will be opened again after the delay. */
  void disconnected(String reason, Duration delay);

  /** Asked after each message: whether enough has been seen. */
  boolean isDone();
}
