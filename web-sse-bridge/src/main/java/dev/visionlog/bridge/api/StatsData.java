package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.v1.LogStats;
import java.io.IOException;

/**
 * The counts of a period, as the page and older programs know them.
 *
 * @param asked how far back, if that was asked for; otherwise there was a start
 */
record StatsData(LogStats stats, Duration asked) implements Envelope.Data {
  private static final int SECONDS_PER_HOUR = 3_600;

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("summary");
    writeSummary(json);
    json.writeEndObject();
    writeHours(Durations.toSeconds(period()), json);
    json.writeObjectFieldStart("metadata");
    writeMetadata(json);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeHours(long seconds, JsonGenerator json) throws IOException {
    if (seconds % SECONDS_PER_HOUR == 0) {
      json.writeNumberField("period_hours", seconds / SECONDS_PER_HOUR);
    } else {
      json.writeNumberField("period_hours", (double) seconds / SECONDS_PER_HOUR);
    }
  }

  private void writeSummary(JsonGenerator json) throws IOException {
    json.writeNumberField("total_logs", stats.getTotalCount());
    json.writeNumberField("critical_count", stats.getCriticalCount());
    json.writeNumberField("error_count", stats.getErrorCount());
    json.writeNumberField("warning_count", stats.getWarningCount());
    json.writeNumberField("success_count", stats.getSuccessCount());
    json.writeNumberField("info_count", stats.getInfoCount());
    json.writeNumberField("debug_count", stats.getDebugCount());
    json.writeNumberField("trace_count", stats.getTraceCount());
    writeCoverage(json);
    writeTime("first_log_at", stats.hasFirstLogTime(), stats.getFirstLogTime(), json);
    writeTime("last_log_at", stats.hasLastLogTime(), stats.getLastLogTime(), json);
  }

  private void writeMetadata(JsonGenerator json) throws IOException {
    Entries.time("generated_at", stats.getGeneratedTime(), json);
    json.writeObjectFieldStart("data_range");
    writeTime("first_log", stats.hasFirstLogTime(), stats.getFirstLogTime(), json);
    writeTime("last_log", stats.hasLastLogTime(), stats.getLastLogTime(), json);
    json.writeEndObject();
    json.writeObjectFieldStart("coverage");
    writeCoverage(json);
    json.writeEndObject();
  }

  private void writeCoverage(JsonGenerator json) throws IOException {
    json.writeNumberField("unique_sources", stats.getUniqueSources());
    json.writeNumberField("unique_cameras", stats.getUniqueCameras());
  }

  private Duration period() {
    if (Durations.isPositive(asked)) {
      return asked;
    }
    Timestamp end = stats.hasEnd() ? stats.getEnd() : stats.getGeneratedTime();
    return Timestamps.between(stats.getStart(), end);
  }

  private static void writeTime(String name, boolean there, Timestamp time, JsonGenerator json)
      throws IOException {
    if (there) {
      Entries.time(name, time, json);
    } else {
      json.writeNullField(name);
    }
  }
}
