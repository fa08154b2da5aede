package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.json.IsoTime;
import dev.visionlog.bridge.json.Levels;
import dev.visionlog.bridge.json.ProtoJson;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.GetLogHistogramRequest;
import dev.visionlog.v1.GetLogHistogramResponse;
import dev.visionlog.v1.HistogramBucket;
import dev.visionlog.v1.LevelCount;
import dev.visionlog.v1.LogLevel;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Counts entries in spans of equal length: {@code /api/histogram}. */
final class HistogramResource {
  private static final int MAX_BUCKETS = 1_000;

  private final Upstream upstream;

  HistogramResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> get(ApiRequest request) {
    Parameters parameters = request.parameters(Selection.names("buckets"));
    return Answer.of(upstream.logs(request.caller()).getLogHistogram(wanted(parameters)))
        .thenApply(
            answer -> Envelope.ok("Histogram fetched successfully", json -> write(answer, json)));
  }

  private static GetLogHistogramRequest wanted(Parameters parameters) {
    Selection selection = Selection.of(parameters);
    GetLogHistogramRequest.Builder wanted =
        GetLogHistogramRequest.newBuilder().setFilter(selection.atAnyTime().asFilter());
    selection.period().start().map(IsoTime::timestamp).ifPresent(wanted::setStart);
    selection.period().end().map(IsoTime::timestamp).ifPresent(wanted::setEnd);
    parameters.integer("buckets", 1, MAX_BUCKETS).ifPresent(wanted::setBuckets);
    return wanted.build();
  }

  private static void write(GetLogHistogramResponse histogram, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    ProtoJson.writeFields(histogram, json);
    writeTotals(histogram, json);
    json.writeEndObject();
  }

  /** The sums over all spans: of each level, and of all. */
  private static void writeTotals(GetLogHistogramResponse histogram, JsonGenerator json)
      throws IOException {
    Map<LogLevel, Long> totals = new EnumMap<>(LogLevel.class);
    long total = 0;
    for (HistogramBucket bucket : histogram.getBucketsList()) {
      total += bucket.getTotalCount();
      for (LevelCount count : bucket.getLevelsList()) {
        totals.merge(count.getLevel(), count.getCount(), Long::sum);
      }
    }
    json.writeObjectFieldStart("totals");
    for (LogLevel level : Levels.ALL) {
      json.writeNumberField(level.name(), totals.getOrDefault(level, 0L));
    }
    json.writeEndObject();
    json.writeNumberField("total_count", total);
  }
}
