package dev.visionlog.benchmarks.sse;

import com.google.protobuf.Timestamp;
import dev.visionlog.benchmarks.figures.Arrivals;
import dev.visionlog.v1.AdminServiceGrpc;
import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.GetStatusRequest;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.LogServiceGrpc.LogServiceBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Stores entries by unary calls, at a rate or as fast as it goes. For one thread. */
final class EntryWriter implements AutoCloseable {
  /** At higher rates than 50 a second, several entries go in one call. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

  private static final int FLOOD_THREADS = 4;
  private static final int FLOOD_BATCH = 100;

  private final ManagedChannel channel;
  private final LogServiceBlockingStub logs;

  EntryWriter(int port) {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    logs = LogServiceGrpc.newBlockingStub(channel);
  }

  /** The position of the newest entry. */
  long head() {
    return AdminServiceGrpc.newBlockingStub(channel)
        .getStatus(GetStatusRequest.getDefaultInstance())
        .getTail()
        .getHeadPosition();
  }

  /** Stores so many entries, evenly at this rate, and notes when each call is made. */
  void write(int count, int perSecond, Arrivals arrivals) {
    int batch = Math.max(1, (int) (perSecond * SHORTEST_PAUSE.toMillis() / 1000));
    long pause = 1_000_000_000L * batch / perSecond;
    long next = System.nanoTime();
    for (int written = 0; written < count; written += batch) {
      LockSupport.parkNanos(next - System.nanoTime());
      next += pause;
      int size = Math.min(batch, count - written);
      CreateLogsRequest request = request(written, size);
      arrivals.sending(written, size);
      logs.createLogs(request);
    }
  }

  /** Stores as many entries as can be in this time, and returns how many a second. */
  long flood(Duration length) throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(FLOOD_THREADS);
    long end = System.nanoTime() + length.toNanos();
    Callable<Integer> flood =
        () -> {
          int written = 0;
          while (System.nanoTime() < end) {
            logs.createLogs(request(written, FLOOD_BATCH));
            written += FLOOD_BATCH;
          }
          return written;
        };
    long sum = 0;
    for (Future<Integer> each : threads.invokeAll(List.of(flood, flood, flood, flood))) {
      sum += each.get();
    }
    threads.shutdown();
    return sum * 1000 / length.toMillis();
  }

  private static CreateLogsRequest request(int first, int count) {
    List<LogEntry> entries = new ArrayList<>();
    for (int number = first; number < first + count; number++) {
      entries.add(entry(number));
    }
    return CreateLogsRequest.newBuilder().addAllEntries(entries).build();
  }

  private static LogEntry entry(int number) {
    Instant now = Instant.now();
    return LogEntry.newBuilder()
        .setLevel(LogLevel.INFO)
        .setTime(Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
        .setMessage("Frame " + number + " of camera gate-3 took 41 ms, 3 objects in 2 regions")
        .setCameraId(number % 16)
        .setSource("camera_" + number % 16)
        .setLoggerName("vision.pipeline.detector")
        .setExtraJson(
            "{\"frame\":" + number + ",\"took_ms\":41.2,\"model\":\"yolo-v8n\",\"objects\":3}")
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
