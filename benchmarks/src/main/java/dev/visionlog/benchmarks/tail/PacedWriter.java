package dev.visionlog.benchmarks.tail;

import dev.visionlog.benchmarks.figures.Arrivals;
import dev.visionlog.benchmarks.ingest.Entries;
import dev.visionlog.v1.AdminServiceGrpc;
import dev.visionlog.v1.GetStatusRequest;
import dev.visionlog.v1.WriteLogsRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Streams entries evenly at a rate, in a hundred batches a second. For one thread. */
final class PacedWriter implements AutoCloseable {
  private static final int BATCHES_A_SECOND = 100;

  private final ManagedChannel channel;

  PacedWriter(int port) {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  /** The position of the newest entry. */
  long head() {
    return AdminServiceGrpc.newBlockingStub(channel)
        .getStatus(GetStatusRequest.getDefaultInstance())
        .getTail()
        .getHeadPosition();
  }

  /** Writes for so long, notes when each batch is sent, and returns when all are durable. */
  void write(int perSecond, int seconds, Arrivals arrivals) throws InterruptedException {
    Entries entries = new Entries(perSecond / BATCHES_A_SECOND);
    String writerId = UUID.randomUUID().toString();
    CountDownLatch ended = new CountDownLatch(1);
    StreamObserver<WriteLogsRequest> stream = entries.open(channel, acked -> {}, ended::countDown);
    long pause = 1_000_000_000L / BATCHES_A_SECOND;
    long next = System.nanoTime();
    for (int batch = 0; batch < seconds * BATCHES_A_SECOND; batch++) {
      LockSupport.parkNanos(next - System.nanoTime());
      next += pause;
      WriteLogsRequest request = entries.batch(writerId, batch + 1);
      arrivals.sending(batch * entries.batchSize(), entries.batchSize());
      stream.onNext(request);
    }
    stream.onCompleted();
    ended.await();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
