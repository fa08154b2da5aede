package dev.visionlog.benchmarks.ingest;

import com.google.protobuf.Timestamp;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.function.LongConsumer;

/** Entries such as a camera's worker writes. */
public record Entries(int batchSize) implements Freight<WriteLogsRequest> {
  @Override
  public WriteLogsRequest batch(String writerId, long sequence) {
    WriteLogsRequest.Builder batch =
        WriteLogsRequest.newBuilder().setWriterId(writerId).setSequence(sequence);
    for (int i = 0; i < batchSize; i++) {
      batch.addEntries(entry(sequence * batchSize + i));
    }
    return batch.build();
  }

  static Timestamp now() {
    Instant now = Instant.now();
    return Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()).build();
  }

  static LogEntry entry(long number) {
    return LogEntry.newBuilder()
        .setLevel(LogLevel.INFO)
        .setTime(now())
        .setMessage("Frame " + number + " of camera gate-3 took 41 ms, 3 objects in 2 regions")
        .setCameraId(number % 16)
        .setSource("camera_" + number % 16)
        .setLoggerName("vision.pipeline.detector")
        .setExtraJson("{\"frame\":" + number + ",\"took_ms\":41.2,\"objects\":3}")
        .build();
  }

  @Override
  public StreamObserver<WriteLogsRequest> open(
      ManagedChannel channel, LongConsumer acked, Runnable ended) {
    return LogServiceGrpc.newStub(channel)
        .writeLogs(new Answers<>(WriteLogsResponse::getAckedSequence, acked, ended));
  }
}
