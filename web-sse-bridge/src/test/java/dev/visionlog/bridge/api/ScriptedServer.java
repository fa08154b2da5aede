package dev.visionlog.bridge.api;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gRPC server for what the real one cannot be made to do. For all threads. */
public final class ScriptedServer implements AutoCloseable {
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final Server server;

  /**
   * @param authorization what every call has to show; nothing if it is empty
   */
  public ScriptedServer(String authorization, BindableService... services) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .intercept(new Door(authorization));
    for (BindableService service : services) {
      builder.addService(service);
    }
    try {
      this.server = builder.build().start();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  public String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /** What the calls have shown, those that were refused too. */
  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Door implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final String wanted;

    Door(String wanted) {
      this.wanted = wanted;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      String shown = String.valueOf(headers.get(AUTHORIZATION));
      authorizations.add(shown);
      if (wanted.isEmpty() || shown.equals(wanted)) {
        return next.startCall(call, headers);
      }
      call.close(Status.UNAUTHENTICATED, new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }
}
