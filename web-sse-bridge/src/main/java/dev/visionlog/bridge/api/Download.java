package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.ContentDisposition;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.GrpcErrors;
import dev.visionlog.v1.ExportLogsRequest;
import dev.visionlog.v1.ExportLogsResponse;
import dev.visionlog.v1.LogServiceGrpc.LogServiceStub;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One download. It asks the server for the next piece only when the reader's socket has taken the
 * one before, so that it holds one piece however long the file is. What goes wrong before the first
 * piece is an answer like any other; after that the transfer is broken off, so that nobody takes
 * half a file for a whole one.
 *
 * <p>Everything happens on the executor, one thing at a time.
 */
final class Export {
  private static final Logger LOG = LoggerFactory.getLogger(Export.class);

  private final HttpResponseWriter response;
  private final Executor executor;
  private final ResponseHeaders headers;
  private @Nullable ClientCallStreamObserver<ExportLogsRequest> call;
  private boolean begun;

  /**
   * @param executor the request's event loop
   * @param file the name that the reader may store it under
   */
  Export(HttpResponseWriter response, Executor executor, MediaType type, String file) {
    this.response = response;
    this.executor = executor;
    this.headers =
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(type)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .set("x-accel-buffering", "no")
            .contentDisposition(ContentDisposition.builder("attachment").filename(file).build())
            .build();
  }

  /** Starts it. It ends with the response. */
  void start(LogServiceStub logs, ExportLogsRequest request) {
    logs.exportLogs(request, new Pieces());
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

  private void write(ExportLogsResponse piece) {
    begin();
    if (response.tryWrite(HttpData.wrap(piece.getData().toByteArray()))) {
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
      LOG.warn("An export broke off: {}", GrpcErrors.of(error).message());
      response.abort();
    } else {
      Envelope.error(GrpcErrors.of(error), response);
    }
  }

  private final class Pieces
      implements ClientResponseObserver<ExportLogsRequest, ExportLogsResponse> {
    @Override
    public void beforeStart(ClientCallStreamObserver<ExportLogsRequest> started) {
      call = started;
      started.disableAutoRequestWithInitial(1);
    }

    @Override
    public void onNext(ExportLogsResponse piece) {
      executor.execute(() -> write(piece));
    }

    @Override
    public void onError(Throwable error) {
      executor.execute(() -> fail(error));
    }

    @Override
    public void onCompleted() {
      executor.execute(Export.this::end);
    }
  }
}
