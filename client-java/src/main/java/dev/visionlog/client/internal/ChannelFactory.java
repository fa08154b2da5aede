package dev.visionlog.client.internal;

import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.internal.settings.Endpoint;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes channels to one server, which share one thread for input and output. All threads. The
 * caller closes it, and each channel.
 */
public final class ChannelFactory implements AutoCloseable {
  /** The server allows a ping every ten seconds. */
  private static final int KEEP_ALIVE_SECONDS = 15;

  private static final int KEEP_ALIVE_TIMEOUT_SECONDS = 10;
  private static final int MAX_ANSWER_BYTES = 16 << 20;

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final ClientSettings settings;
  private final Endpoint endpoint;

  /** For what may block, which is the resolution of names. Threads end when there is none. */
  private final ThreadPoolExecutor resolvers =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          ClientThread.factory("visionlog-dns"));

  private @Nullable EventLoopGroup eventLoops;
  private boolean closed;

  public ChannelFactory(ClientSettings settings) {
    this.settings = settings;
    this.endpoint = Endpoint.parse(settings.endpoint());
  }

  /**
   * A channel that connects when it is first used.
   *
   * @throws IllegalStateException if a file of certificates or keys cannot be read
   */
  public ManagedChannel create() {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port(), credentials())
            .eventLoopGroup(eventLoops())
            .channelType(NioSocketChannel.class)
            .directExecutor()
            .offloadExecutor(resolvers)
            .disableRetry()
            .maxInboundMessageSize(MAX_ANSWER_BYTES)
            .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .keepAliveWithoutCalls(true);
    if (settings.apiKey() != null) {
      builder.intercept(MetadataUtils.newAttachHeadersInterceptor(bearer(settings.apiKey())));
    }
    return builder.build();
  }

  private synchronized EventLoopGroup eventLoops() {
    if (closed) {
      throw new IllegalStateException("The client is closed");
    }
    if (eventLoops == null) {
      eventLoops =
          new MultiThreadIoEventLoopGroup(
              1, ClientThread.factory("visionlog-io"), NioIoHandler.newFactory());
    }
    return eventLoops;
  }

  private ChannelCredentials credentials() {
    if (!settings.tls()) {
      return InsecureChannelCredentials.create();
    }
    try {
      TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
      Path authority = settings.tlsCa();
      if (authority != null) {
        credentials.trustManager(authority.toFile());
      }
      Path certificate = settings.tlsCertificate();
      Path key = settings.tlsKey();
      if (certificate != null && key != null) {
        credentials.keyManager(certificate.toFile(), key.toFile());
      }
      return credentials.build();
    } catch (IOException error) {
      throw new IllegalStateException(
          "a file of certificates or keys cannot be read: " + error.getMessage(), error);
    }
  }

  private static Metadata bearer(String key) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + key);
    return headers;
  }

  @Override
  public synchronized void close() {
    closed = true;
    resolvers.shutdown();
    if (eventLoops != null) {
      eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
