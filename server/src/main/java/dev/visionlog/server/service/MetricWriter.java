package dev.visionlog.server.service;

import dev.visionlog.server.model.Metric;
import dev.visionlog.server.model.MetricSpan;
import dev.visionlog.server.model.ModelSeries;
import dev.visionlog.server.model.SystemSeries;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.ModelPerformance;
import dev.visionlog.v1.ModelPerformanceBucket;
import dev.visionlog.v1.SystemMetric;
import dev.visionlog.v1.SystemMetricBucket;
import java.time.Duration;

/** Turns stored metrics into metrics of the contract. */
final class MetricWriter {
  private MetricWriter() {}

  static ModelPerformance model(Metric<ModelSeries> metric, ExtraFormat format) {
    ModelSeries series = metric.series();
    ModelPerformance.Builder message =
        ModelPerformance.newBuilder()
            .setId(metric.id())
            .setModelName(series.modelName())
            .setModelVersion(series.modelVersion())
            .setModelStage(series.modelStage())
            .setDatasetVersion(series.datasetVersion())
            .setMetricName(series.metricName())
            .setValue(metric.value())
            .setTime(Times.timestamp(metric.time()))
            .setReceivedTime(Times.timestamp(metric.receivedTime()));
    String extra = metric.extraJson();
    if (extra != null && format == ExtraFormat.EXTRA_FORMAT_JSON) {
      message.setExtraJson(extra);
    } else if (extra != null) {
      message.setExtraData(StructJson.toStruct(extra));
    }
    return message.build();
  }

  static SystemMetric system(Metric<SystemSeries> metric, ExtraFormat format) {
    SystemSeries series = metric.series();
    SystemMetric.Builder message =
        SystemMetric.newBuilder()
            .setId(metric.id())
            .setName(series.name())
            .setValue(metric.value())
            .setTime(Times.timestamp(metric.time()))
            .setReceivedTime(Times.timestamp(metric.receivedTime()));
    return format == ExtraFormat.EXTRA_FORMAT_JSON
        ? message.setLabelsJson(series.labelsJson()).build()
        : message.setLabels(StructJson.toStruct(series.labelsJson())).build();
  }

  static ModelPerformanceBucket modelBucket(
      MetricSpan<ModelSeries> span, Duration width, ExtraFormat format) {
    return ModelPerformanceBucket.newBuilder()
        .setStart(Times.timestamp(span.start()))
        .setEnd(Times.timestamp(span.start().plus(width)))
        .setLast(model(span.last(), format))
        .setCount(span.count())
        .setMin(span.min())
        .setMax(span.max())
        .setAverage(span.average())
        .build();
  }

  static SystemMetricBucket systemBucket(
      MetricSpan<SystemSeries> span, Duration width, ExtraFormat format) {
    return SystemMetricBucket.newBuilder()
        .setStart(Times.timestamp(span.start()))
        .setEnd(Times.timestamp(span.start().plus(width)))
        .setLast(system(span.last(), format))
        .setCount(span.count())
        .setMin(span.min())
        .setMax(span.max())
        .setAverage(span.average())
        .build();
  }
}
