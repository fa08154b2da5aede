package dev.visionlog.benchmarks.soak;

import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.TailLogsRequest;
import dev.visionlog.v1.TailLogsResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Tails that read one message and then no more. Those that end are opened again. */
final class StalledTails implements AutoCloseable {
  private static final int TAILS_OF_A_CHANNEL = 10;
  private static final int WINDOW_BYTES = 64 * 1024;
  private static final long LOOK_MILLIS = 1000;

  private final List<ManagedChannel> channels = new ArrayList<>();
  private final int count;
  private final AtomicInteger open = new AtomicInteger();
  private final Thread thread = new Thread(this::keepOpen, "stalled-tails");

  StalledTails(String address, int count) {
    this.count = count;
    for (int i = 0; i < count; i += TAILS_OF_A_CHANNEL) {
      channels.add(Channels.openNarrow(address, WINDOW_BYTES));
    }
    thread.setDaemon(true);
    thread.start();
  }

  private void keepOpen() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        for (int i = open.get(); i < count; i++) {
          open(channels.get(i % channels.size()));
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void open(ManagedChannel channel) {
    open.incrementAndGet();
    channel.resetConnectBackoff();
    LogServiceGrpc.newStub(channel).tailLogs(TailLogsRequest.getDefaultInstance(), new Stalled());
  }

  @Override
  public void close() {
    thread.interrupt();
    channels.forEach(ManagedChannel::shutdownNow);
  }

  private final class Stalled implements ClientResponseObserver<TailLogsRequest, TailLogsResponse> {
    @Override
    public void beforeStart(ClientCallStreamObserver<TailLogsRequest> call) {
      call.disableAutoRequestWithInitial(1);
    }

    @Override
    public void onNext(TailLogsResponse message) {
      // And that was all it wanted.
    }

    @Override
    public void onError(Throwable error) {
      open.decrementAndGet();
    }

    @Override
    public void onCompleted() {
      open.decrementAndGet();
    }
  }
}
