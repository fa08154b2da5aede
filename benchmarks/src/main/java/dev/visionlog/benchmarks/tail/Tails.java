package dev.visionlog.benchmarks.tail;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.List;

/** Tails on one server, some of which do not read. */
final class Tails implements AutoCloseable {
  /** One connection takes a hundred streams of most servers. */
  private static final int OF_A_CHANNEL = 50;

  private final List<ManagedChannel> channels = new ArrayList<>();
  private final List<Tail> reading = new ArrayList<>();

  Tails(int port, int count, int stalled) {
    for (int i = 0; i < count; i++) {
      if (i % OF_A_CHANNEL == 0) {
        channels.add(NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build());
      }
      Tail tail = Tail.open(channels.get(channels.size() - 1), i >= stalled);
      if (i >= stalled) {
        reading.add(tail);
      }
    }
  }

  List<Tail> reading() {
    return reading;
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }
}
