package dev.visionlog.server.service;

import dev.visionlog.server.model.LogEntry;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.TailGap;
import dev.visionlog.v1.TailHeartbeat;
import dev.visionlog.v1.TailLogsResponse;
import java.util.List;

/** TailLogs. */
record LogTailResponses(EntryWriter writer, ExtraFormat format)
    implements TailResponses<LogEntry, TailLogsResponse> {

  @Override
  public TailLogsResponse entries(List<LogEntry> entries, long position) {
    return TailLogsResponse.newBuilder()
        .addAllEntries(writer.write(entries, format))
        .setPosition(position)
        .build();
  }

  @Override
  public TailLogsResponse gap(TailGap gap, long position) {
    return TailLogsResponse.newBuilder().setGap(gap).setPosition(position).build();
  }

  @Override
  public TailLogsResponse heartbeat(TailHeartbeat heartbeat, long position) {
    return TailLogsResponse.newBuilder().setHeartbeat(heartbeat).setPosition(position).build();
  }
}
