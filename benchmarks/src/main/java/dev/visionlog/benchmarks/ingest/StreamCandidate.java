package dev.visionlog.benchmarks.ingest;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The server: writers with a stream each, who wait when so many batches are not acknowledged.
 *
 * @param window of batches
 */
public record StreamCandidate<Q>(String name, int port, Freight<Q> freight, int writers, int window)
    implements Candidate {

  @Override
  public long run(Duration time) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    long begun = System.nanoTime();
    try {
      List<Future<Long>> all = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        all.add(threads.submit(() -> write(begun + time.toNanos())));
      }
      long written = 0;
      for (Future<Long> each : all) {
        written += each.get();
      }
      return written;
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private long write(long end) throws InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      return write(channel, end);
    } finally {
      channel.shutdownNow();
    }
  }

  private long write(ManagedChannel channel, long end) throws InterruptedException {
    BatchStream<Q> stream =
        new BatchStream<>(window, (acked, ended) -> freight.open(channel, acked, ended));
    while (System.nanoTime() < end && stream.isOpen()) {
      stream.send(freight::batch);
    }
    return stream.finish() * freight.batchSize();
  }
}
