package dev.visionlog.server.service;

import com.google.protobuf.Timestamp;
import dev.visionlog.server.model.Metric;
import dev.visionlog.server.model.ModelSeries;
import dev.visionlog.server.model.SystemSeries;
import dev.visionlog.server.text.ExtraJson;
import dev.visionlog.server.text.Texts;
import dev.visionlog.v1.ModelPerformance;
import dev.visionlog.v1.SystemMetric;
import java.time.Instant;

/** Turns metrics of the contract into metrics that can be stored. Immutable. */
final class MetricReader {
  private static final int MAX_MODEL = 100;
  private static final int MAX_NAME = 200;

  private final ExtraJson extraJson;

  MetricReader(ExtraJson extraJson) {
    this.extraJson = extraJson;
  }

  Metric<ModelSeries> read(ModelPerformance given, Instant received) throws BadEntryException {
    return new Metric<>(
        0,
        time(given.hasTime(), given.getTime(), received),
        received,
        new ModelSeries(
            required("model_name", given.getModelName(), MAX_MODEL),
            text("model_version", given.getModelVersion(), MAX_MODEL),
            text("model_stage", given.getModelStage(), MAX_MODEL),
            text("dataset_version", given.getDatasetVersion(), MAX_MODEL),
            required("metric_name", given.getMetricName(), MAX_NAME)),
        value(given.hasValue(), given.getValue()),
        CommonFields.extra(
            given.hasExtraData() ? given.getExtraData() : null, given.getExtraJson(), extraJson));
  }

  Metric<SystemSeries> read(SystemMetric given, Instant received) throws BadEntryException {
    String labels =
        CommonFields.object(
            "labels",
            given.hasLabels() ? given.getLabels() : null,
            "labels_json",
            given.getLabelsJson(),
            extraJson);
    return new Metric<>(
        0,
        time(given.hasTime(), given.getTime(), received),
        received,
        new SystemSeries(
            required("name", given.getName(), MAX_NAME), labels == null ? "{}" : labels),
        value(given.hasValue(), given.getValue()),
        null);
  }

  private static String required(String field, String text, int most) throws BadEntryException {
    if (text.isBlank()) {
      throw new BadEntryException(field, "is empty; 1 to " + most + " characters are allowed");
    }
    return text(field, text, most);
  }

  private static String text(String field, String text, int most) throws BadEntryException {
    if (text.length() > most) {
      throw new BadEntryException(
          field, "has " + text.length() + " characters; at most " + most + " are allowed");
    }
    return Texts.clean(text);
  }

  private static double value(boolean given, double value) throws BadEntryException {
    if (!given) {
      throw new BadEntryException("value", "is required");
    }
    if (!(Math.abs(value) <= Metric.LARGEST)) {
      throw new BadEntryException(
          "value", value + " cannot be stored; numbers from -1e300 to 1e300 are allowed");
    }
    return value;
  }

  private static Instant time(boolean given, Timestamp time, Instant received)
      throws BadEntryException {
    return given ? CommonFields.time(time) : received;
  }
}
