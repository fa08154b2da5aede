package dev.visionlog.bridge.live;

import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.TailLogsRequest;
import dev.visionlog.v1.TailPredictionsRequest;
import java.util.OptionalLong;

/**
 * Where a tail starts, and where it goes on after a break.
 *
 * @param filter which entries
 * @param after everything stored after this position; if it is empty, the tail starts now
 * @param backlog how many of the last entries come first; only without a position
 */
record Resume(String filter, OptionalLong after, int backlog) {

  /** The same tail from a position on. */
  Resume after(long position) {
    return new Resume(filter, OptionalLong.of(position), 0);
  }

  TailLogsRequest ofLogs() {
    TailLogsRequest.Builder request =
        TailLogsRequest.newBuilder()
            .setFilter(filter)
            .setBacklog(backlog)
            .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON);
    after.ifPresent(request::setAfterPosition);
    return request.build();
  }

  TailPredictionsRequest ofPredictions() {
    TailPredictionsRequest.Builder request =
        TailPredictionsRequest.newBuilder()
            .setFilter(filter)
            .setBacklog(backlog)
            .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON);
    after.ifPresent(request::setAfterPosition);
    return request.build();
  }
}
