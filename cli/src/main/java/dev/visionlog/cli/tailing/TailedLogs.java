package dev.visionlog.cli.tailing;

import com.google.protobuf.Timestamp;
import dev.visionlog.cli.connection.Connection;
import dev.visionlog.cli.connection.Mapped;
import dev.visionlog.cli.connection.Page;
import dev.visionlog.cli.connection.Search;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.TailLogsRequest;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Log entries. */
public record TailedLogs(Connection connection) implements Tailed<LogEntry> {

  @Override
  public Iterator<TailMessage<LogEntry>> open(
      String filter, @Nullable Long afterPosition, int backlog) {
    TailLogsRequest.Builder request =
        TailLogsRequest.newBuilder()
            .setFilter(filter)
            .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON);
    if (afterPosition == null) {
      request.setBacklog(backlog);
    } else {
      request.setAfterPosition(afterPosition);
    }
    return new Mapped<>(connection.endlessLogs().tailLogs(request.build()), TailMessage::of);
  }

  @Override
  public Search.Pages<LogEntry> history(String filter, @Nullable Timestamp start) {
    ListLogsRequest.Builder request =
        ListLogsRequest.newBuilder()
            .setFilter(filter)
            .setOrderBy("time asc")
            .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON);
    if (start != null) {
      request.setStart(start);
    }
    return (size, token) ->
        Page.of(connection.logs().listLogs(request.setPageSize(size).setPageToken(token).build()));
  }

  @Override
  public String command() {
    return "visionlog query";
  }

  @Override
  public String amount(long count) {
    return Amounts.entries(count);
  }
}
