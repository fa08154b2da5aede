package dev.visionlog.server.service;

import com.google.protobuf.ByteString;
import dev.visionlog.server.image.LoadedImage;
import dev.visionlog.v1.GetPredictionImageResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Sends an image piece by piece, and only as fast as the caller takes it. Closes it at the end. */
final class ImageStream {
  private static final int PIECE = 64 * 1024;
  private static final String TYPE = "image/jpeg";

  private final ServerCallStreamObserver<GetPredictionImageResponse> observer;
  private final LoadedImage image;
  private boolean begun;
  private boolean done;

  ImageStream(ServerCallStreamObserver<GetPredictionImageResponse> observer, LoadedImage image) {
    this.observer = observer;
    this.image = image;
  }

  void start() {
    observer.setOnCancelHandler(this::end);
    observer.setOnReadyHandler(this::send);
    send();
  }

  private synchronized void send() {
    try {
      while (!done && observer.isReady()) {
        sendPiece();
      }
    } catch (IOException error) {
      end();
      observer.onError(ApiErrors.of(new UncheckedIOException(error)));
    }
  }

  private void sendPiece() throws IOException {
    InputStream content = image.content();
    byte[] piece = content.readNBytes(PIECE);
    if (piece.length > 0 || !begun) {
      observer.onNext(message(piece));
      begun = true;
    }
    if (piece.length < PIECE) {
      end();
      observer.onCompleted();
    }
  }

  private GetPredictionImageResponse message(byte[] piece) {
    GetPredictionImageResponse.Builder message =
        GetPredictionImageResponse.newBuilder().setData(ByteString.copyFrom(piece));
    return begun
        ? message.build()
        : message.setContentType(TYPE).setSizeBytes(image.bytes()).build();
  }

  private synchronized void end() {
    if (!done) {
      done = true;
      image.close();
    }
  }
}
