package dev.visionlog.cli.tailing;

import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.Prediction;
import dev.visionlog.v1.TailGap;
import dev.visionlog.v1.TailLogsResponse;
import dev.visionlog.v1.TailPredictionsResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server says on a tail.
 *
 * @param gap what it left out before these
 * @param position after which to resume once all of this was handled
 */
public record TailMessage<E>(
    List<E> items, @Nullable TailGap gap, boolean isHeartbeat, long position) {

  static TailMessage<LogEntry> of(TailLogsResponse message) {
    return new TailMessage<>(
        message.getEntriesList(),
        message.hasGap() ? message.getGap() : null,
        message.hasHeartbeat(),
        message.getPosition());
  }

  static TailMessage<Prediction> of(TailPredictionsResponse message) {
    return new TailMessage<>(
        message.getPredictionsList(),
        message.hasGap() ? message.getGap() : null,
        message.hasHeartbeat(),
        message.getPosition());
  }
}
