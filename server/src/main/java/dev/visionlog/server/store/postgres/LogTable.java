package dev.visionlog.server.store.postgres;

import dev.visionlog.server.filter.FilterColumns;
import dev.visionlog.server.filter.FilterSchema;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.store.Deleted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The table {@code logs}. */
final class LogTable extends EntryTable<LogEntry> {
  static final LogTable LOGS = new LogTable();

  private static final int COLUMN_COUNT = 9;

  private final FilterColumns columns = FilterColumns.logs(position());

  private LogTable() {
    super(TableNames.LOGS);
  }

  @Override
  FilterSchema schema() {
    return FilterSchema.LOGS;
  }

  @Override
  FilterColumns columns() {
    return columns;
  }

  @Override
  FilterColumns countColumns() {
    return FilterColumns.logCounters();
  }

  @Override
  String selected() {
    return "l.id, l.time, l.received_time, l.camera_id, l.level, l.source, l.logger_name, l.message, l.extra_data::text";
  }

  @Override
  LogEntry read(ResultSet row) throws SQLException {
    return new LogEntry(
        row.getLong(1),
        Level.valueOf(row.getString(5)),
        row.getString(8),
        Rows.instant(row, 2),
        Rows.instant(row, 3),
        Rows.optionalLong(row, 4),
        row.getString(6),
        Rows.emptyIfNull(row.getString(7)),
        row.getString(9),
        row.getLong(10));
  }

  @Override
  String written() {
    return "id, time, received_time, camera_id, level, source, logger_name, message, extra_data";
  }

  @Override
  void write(CopyEncoder copy, long id, LogEntry entry) throws SQLException {
    copy.row(COLUMN_COUNT);
    copy.number(id);
    copy.time(entry.time());
    copy.time(entry.receivedTime());
    copy.optionalNumber(entry.cameraId());
    copy.text(entry.level().name());
    copy.text(entry.source());
    copy.optionalText(entry.loggerName());
    copy.text(entry.message());
    copy.json(entry.extraJson());
  }

  @Override
  CommitCounts count(List<LogEntry> entries) {
    return LogCommitCounts.of(entries);
  }

  @Override
  List<String> counted() {
    return List.of("bucket", "source", "camera_id", "level", "count");
  }

  @Override
  String deletable() {
    return "count(*), 0, 0";
  }

  @Override
  String returned() {
    return "l.id, l.time, l.level, l.source, l.camera_id";
  }

  @Override
  String deleted() {
    return """
    SELECT floor(extract(epoch FROM date_trunc('minute', time)))::bigint / 60 AS minute, level, source,
           coalesce(camera_id, -1) AS camera, count(*), max(time)
      FROM gone GROUP BY minute, level, source, camera""";
  }

  @Override
  DeletedRows deletedRows() {
    return new DeletedLogs();
  }

  /** Counted by the database already. */
  private static final class DeletedLogs implements DeletedRows {
    private final LogCommitCounts counts = new LogCommitCounts();
    private long deleted;
    private Instant lastTime = Instant.MIN;

    @Override
    public void add(ResultSet row) throws SQLException {
      CountKey key =
          new CountKey(
              row.getLong(1), Level.valueOf(row.getString(2)), row.getString(3), row.getLong(4));
      long count = row.getLong(5);
      Instant time = Rows.instant(row, 6);
      counts.add(key, -count);
      deleted += count;
      lastTime = time.isAfter(lastTime) ? time : lastTime;
    }

    @Override
    public Deleted total() {
      return Deleted.entries(deleted);
    }

    @Override
    public Instant lastTime() {
      return lastTime;
    }

    @Override
    public CommitCounts counts() {
      return counts;
    }

    @Override
    public List<String> images() {
      return List.of();
    }
  }
}
