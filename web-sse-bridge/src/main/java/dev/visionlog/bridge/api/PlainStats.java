package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.v1.ImageStorage;
import dev.visionlog.v1.PredictionCounts;
import dev.visionlog.v1.PredictionGroup;
import dev.visionlog.v1.PredictionStats;
import java.io.IOException;
import java.util.List;
import java.util.function.ToLongFunction;

/** Counts of predictions by the names that older programs know: {@code /stats}. */
record PlainStats(PredictionStats stats) implements Envelope.Data {
  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeCounts(stats.getCounts(), json);
    writeTotals("by_edge_device", stats.getByEdgeDeviceList(), json);
    writeTotals("by_model", stats.getByModelList(), json);
    writeTotals("by_model_version", stats.getByModelVersionList(), json);
    writeTotals("by_camera", stats.getByCameraList(), json);
    writeTotals("by_status", stats.getByStatusList(), json);
    writeGroups(
        "defect_types", stats.getByDefectTypeList(), PredictionCounts::getDefectCount, json);
    writeStorage(stats.getStorage(), json);
    Entries.time("generated_at", stats.getGeneratedTime(), json);
    json.writeEndObject();
  }

  private static void writeCounts(PredictionCounts counts, JsonGenerator json) throws IOException {
    json.writeNumberField("total_predictions", counts.getTotalCount());
    json.writeNumberField("defects_detected", counts.getDefectCount());
    json.writeNumberField("no_defects", counts.getNoDefectCount());
    json.writeNumberField("failed_predictions", counts.getFailureCount());
    write("defect_rate", counts.hasDefectRate(), counts.getDefectRate(), json);
    write("success_rate", counts.hasSuccessRate(), counts.getSuccessRate(), json);
    write("average_confidence", counts.hasAverageConfidence(), counts.getAverageConfidence(), json);
    write(
        "average_inference_time_ms",
        counts.hasAverageInferenceTimeMs(),
        counts.getAverageInferenceTimeMs(),
        json);
  }

  private static void write(String name, boolean there, double number, JsonGenerator json)
      throws IOException {
    if (there) {
      json.writeNumberField(name, number);
    } else {
      json.writeNullField(name);
    }
  }

  private static void writeTotals(String name, List<PredictionGroup> groups, JsonGenerator json)
      throws IOException {
    writeGroups(name, groups, PredictionCounts::getTotalCount, json);
  }

  /** Names with their numbers. Predictions that have no name there stand under the empty one. */
  private static void writeGroups(
      String name,
      List<PredictionGroup> groups,
      ToLongFunction<PredictionCounts> number,
      JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (PredictionGroup group : groups) {
      long counted = number.applyAsLong(group.getCounts());
      if (counted > 0) {
        json.writeNumberField(group.getKey(), counted);
      }
    }
    json.writeEndObject();
  }

  private static void writeStorage(ImageStorage storage, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("storage");
    json.writeNumberField("total_images", storage.getTotalImages());
    json.writeNumberField("defect_images", storage.getDefectImages());
    json.writeNumberField("no_defect_images", storage.getNoDefectImages());
    json.writeNumberField("total_size_bytes", storage.getTotalSizeBytes());
    json.writeNumberField("total_size_mb", storage.getTotalSizeBytes() / 1e6);
    json.writeEndObject();
  }
}
