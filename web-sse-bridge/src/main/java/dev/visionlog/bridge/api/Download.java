package dev.visionlog.bridge.api;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.GrpcErrors;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One download: bytes that the server sends in pieces. It asks for the next piece only when the
 * reader's socket has taken the one before, so that it holds one piece however long the file is.
 * What goes wrong before the first piece is an answer like any other; after that the transfer is
 * broken off, so that nobody takes half a file for a whole one.
 *
 * <p>Everything happens on the executor, one thing at a time.
 *
 * @param <R> the server's messages
 */
final class Download<R> {
  private static final Logger LOG = LoggerFactory.getLogger(Download.class);

  private final HttpResponseWriter response;
  private final Executor executor;
  private final ResponseHeaders headers;
  private final Function<R, ByteString> piece;
  private @Nullable ClientCallStreamObserver<?> call;
  private boolean begun;

  private Download(
      HttpResponseWriter response,
      Executor executor,
      ResponseHeaders headers,
      Function<R, ByteString> piece) {
    this.response = response;
    this.executor = executor;
    this.headers = headers;
    this.piece = piece;
  }

  /**
   * Starts one.
   *
   * @param loop the request's event loop
   * @param headers of the answer, if all is well
   * @param piece the bytes of a message
   * @param call starts the call to the server
   */
  static <R> HttpResponse start(
      Executor loop,
      ResponseHeaders headers,
      Function<R, ByteString> piece,
      Consumer<StreamObserver<R>> call) {
    HttpResponseWriter response = HttpResponse.streaming();
    Download<R> download = new Download<>(response, loop, headers, piece);
    loop.execute(() -> download.start(call));
    return response;
  }

  /** It ends with the response. */
  private void start(Consumer<StreamObserver<R>> server) {
    server.accept(new Pieces<>());
    response
        .whenComplete()
        .handle(
            (nothing, gone) -> {
              if (gone != null && call != null) {
                call.cancel("The reader has gone", null);
              }
              return null;
            });
  }

  private void write(R message) {
    begin();
    if (response.tryWrite(HttpData.wrap(piece.apply(message).toByteArray()))) {
      response.whenConsumed().thenRunAsync(this::next, executor);
    }
  }

  private void next() {
    if (call != null) {
      call.request(1);
    }
  }

  private void begin() {
    if (!begun) {
      begun = response.tryWrite(headers);
    }
  }

  private void end() {
    begin();
    response.close();
  }

  private void fail(Throwable error) {
    if (!response.isOpen()) {
      return; // The reader has gone, and nobody waits for the rest.
    }
    if (begun) {
      LOG.warn("A download broke off: {}", GrpcErrors.of(error).message());
      response.abort();
    } else {
      Envelope.error(GrpcErrors.of(error), response);
    }
  }

  private final class Pieces<Q> implements ClientResponseObserver<Q, R> {
    @Override
    public void beforeStart(ClientCallStreamObserver<Q> started) {
      call = started;
      started.disableAutoRequestWithInitial(1);
    }

    @Override
    public void onNext(R message) {
      executor.execute(() -> write(message));
    }

    @Override
    public void onError(Throwable error) {
      executor.execute(() -> fail(error));
    }

    @Override
    public void onCompleted() {
      executor.execute(Download.this::end);
    }
  }
}
