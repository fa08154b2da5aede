package dev.visionlog.server.service;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import dev.visionlog.server.model.Metric;
import dev.visionlog.server.model.ModelSeries;
import dev.visionlog.server.model.SystemSeries;
import dev.visionlog.server.text.ExtraJson;
import dev.visionlog.server.text.Texts;
import dev.visionlog.v1.ModelPerformance;
import dev.visionlog.v1.SystemMetric;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns metrics of the contract into metrics that can be stored. Immutable. */
final class MetricReader {
  private static final int MAX_MODEL = 100;
  private static final int MAX_NAME = 200;

  private final ExtraJson extraJson;

  MetricReader(ExtraJson extraJson) {
    this.extraJson = extraJson;
  }

  Metric<ModelSeries> read(ModelPerformance given, Instant received) throws BadFieldException {
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
        json("extra", given.hasExtraData(), given.getExtraData(), given.getExtraJson()));
  }

  Metric<SystemSeries> read(SystemMetric given, Instant received) throws BadFieldException {
    String labels = json("labels", given.hasLabels(), given.getLabels(), given.getLabelsJson());
    return new Metric<>(
        0,
        time(given.hasTime(), given.getTime(), received),
        received,
        new SystemSeries(
            required("name", given.getName(), MAX_NAME), labels == null ? "{}" : labels),
        value(given.hasValue(), given.getValue()),
        null);
  }

  private static String required(String field, String text, int most) throws BadFieldException {
    if (text.isBlank()) {
      throw new BadFieldException(field, "is empty; 1 to " + most + " characters are allowed");
    }
    return text(field, text, most);
  }

  private static String text(String field, String text, int most) throws BadFieldException {
    if (text.length() > most) {
      throw new BadFieldException(
          field, "has " + text.length() + " characters; at most " + most + " are allowed");
    }
    return Texts.clean(text);
  }

  private static double value(boolean given, double value) throws BadFieldException {
    if (!given) {
      throw new BadFieldException("value", "is required");
    }
    if (!(Math.abs(value) <= Metric.LARGEST)) {
      throw new BadFieldException(
          "value", value + " cannot be stored; numbers from -1e300 to 1e300 are allowed");
    }
    return value;
  }

  private static Instant time(boolean given, Timestamp time, Instant received)
      throws BadFieldException {
    if (!given) {
      return received;
    }
    if (!Times.isValid(time)) {
      throw new BadFieldException(
          "time",
          "seconds "
              + time.getSeconds()
              + ", nanos "
              + time.getNanos()
              + " is no time; years 1 to 9999 and nanos 0 to 999999999 are allowed");
    }
    return Times.micros(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()));
  }

  /** An object in one of its two forms; null if it is in neither. */
  private @Nullable String json(String name, boolean given, Struct struct, String text)
      throws BadFieldException {
    String structField = name.equals("extra") ? "extra_data" : name;
    String textField = name + "_json";
    if (given && !text.isEmpty()) {
      throw new BadFieldException(
          textField, "is set together with " + structField + "; set one of the two");
    }
    if (given) {
      return StructJson.toJson(struct, extraJson);
    }
    try {
      return text.isEmpty() ? null : extraJson.read(text);
    } catch (ExtraJson.InvalidJsonException invalid) {
      throw new BadFieldException(textField, String.valueOf(invalid.getMessage()));
    }
  }
}
