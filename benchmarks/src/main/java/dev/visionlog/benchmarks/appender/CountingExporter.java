package dev.visionlog.benchmarks.appender;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

/** Counts what it is given, and does nothing with it. */
final class CountingExporter implements LogRecordExporter {
  private final LongAdder events = new LongAdder();

  @Override
  public CompletableResultCode export(Collection<LogRecordData> logs) {
    events.add(logs.size());
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }

  long events() {
    return events.sum();
  }
}
