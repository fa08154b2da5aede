package dev.visionlog.cli;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A real gRPC server on loopback with fake services; it can be stopped hard and started again on
 * the same port.
 */
final class FakeServer implements AutoCloseable {
  private final List<BindableService> services;
  private Server server;
  private int port;

  FakeServer(BindableService... services) {
    this.services = List.of(services);
    this.server = start();
    this.port = server.getPort();
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** All connections break. */
  void stop() {
    server.shutdownNow();
    try {
      server.awaitTermination();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void startAgain() {
    server = start();
  }

  @Override
  public void close() {
    stop();
  }

  private Server start() {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    services.forEach(builder::addService);
    try {
      return builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
