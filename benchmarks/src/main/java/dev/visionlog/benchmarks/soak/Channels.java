package dev.visionlog.benchmarks.soak;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;

/** Connections of the soak's own writers and readers. */
final class Channels {
  private static final int LARGEST_MESSAGE = 64 << 20;

  private Channels() {}

  static ManagedChannel open(String address) {
    return NettyChannelBuilder.forTarget(address)
        .usePlaintext()
        .maxInboundMessageSize(LARGEST_MESSAGE)
        .build();
  }

  /** One whose streams take no more than so many bytes that nobody has read, all together. */
  static ManagedChannel openNarrow(String address, int bytes) {
    return NettyChannelBuilder.forTarget(address).usePlaintext().flowControlWindow(bytes).build();
  }
}
