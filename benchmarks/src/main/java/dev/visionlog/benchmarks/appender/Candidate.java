package dev.visionlog.benchmarks.appender;

import ch.qos.logback.classic.Logger;
import dev.visionlog.client.ClientStats;
import dev.visionlog.logback.VisionlogAppender;
import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import java.time.Duration;
import java.util.Map;

/**
 * What is compared. Every queue has the same number of slots and waits as long for its last batch,
 * where these can be set; everything else is as it comes.
 */
public enum Candidate {
  /** A logger without an appender: what Logback takes itself when nobody listens. */
  NONE {
    @Override
    Rig open() {
      return new Rig(Logback.configure("none.xml", Map.of()), () -> Long.MAX_VALUE, () -> {});
    }
  },

  /** Ours, with a server in the same JVM that acknowledges at once. */
  VISIONLOG {
    @Override
    Rig open() {
      AcknowledgingServer server = new AcknowledgingServer();
      Logger logger = Logback.configure("visionlog.xml", properties(server.address()));
      VisionlogAppender appender = Logback.appender(logger, VisionlogAppender.class);
      return new Rig(
          logger,
          () -> appender.stats().map(ClientStats::sent).orElse(0L),
          () -> appender.stats().map(ClientStats::droppedTotal).orElse(0L),
          server::close);
    }
  },

  /** Logback's own, before one that formats lines. */
  LOGBACK_ASYNC {
    @Override
    Rig open() {
      return new Rig(
          Logback.configure("logback-async.xml", properties("")),
          CountingAppender::events,
          () -> {});
    }
  },

  /** The asynchronous appender of logstash-logback-encoder, before one that formats JSON. */
  LOGSTASH {
    @Override
    Rig open() {
      return new Rig(
          Logback.configure("logstash.xml", properties("")), CountingAppender::events, () -> {});
    }
  },

  /** loki-logback-appender, with an HTTP server in the same JVM that says 204 at once. */
  LOKI4J {
    @Override
    Rig open() {
      LokiStub server = new LokiStub(Sample.ONCE);
      Logger logger = Logback.configure("loki4j.xml", properties(server.url()));
      return new Rig(logger, server::events, server::close);
    }
  },

  /** OpenTelemetry's appender and SDK, with an exporter that does nothing. */
  OPENTELEMETRY {
    @Override
    Rig open() {
      CountingExporter exporter = new CountingExporter();
      OpenTelemetrySdk sdk = sdk(exporter);
      Logger logger = Logback.configure("opentelemetry.xml", Map.of());
      OpenTelemetryAppender.install(sdk);
      return new Rig(logger, exporter::events, sdk::close);
    }
  };

  private static final int SLOTS = 65_536;
  private static final Duration AGE = Duration.ofMillis(20);

  /** Sets it up in this JVM, which has one at a time. */
  abstract Rig open();

  private static Map<String, String> properties(String endpoint) {
    return Map.of(
        "endpoint", endpoint,
        "slots", Integer.toString(SLOTS),
        "age", Long.toString(AGE.toMillis()));
  }

  private static OpenTelemetrySdk sdk(CountingExporter exporter) {
    BatchLogRecordProcessor processor =
        BatchLogRecordProcessor.builder(exporter)
            .setMaxQueueSize(SLOTS)
            .setScheduleDelay(AGE)
            .build();
    return OpenTelemetrySdk.builder()
        .setLoggerProvider(SdkLoggerProvider.builder().addLogRecordProcessor(processor).build())
        .build();
  }
}
