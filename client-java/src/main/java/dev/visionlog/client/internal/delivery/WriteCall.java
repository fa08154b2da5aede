package dev.visionlog.client.internal.delivery;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import org.jspecify.annotations.Nullable;

/**
 * One call that takes batches. What happens on gRPC's threads is handed to a sink, so that all
 * decisions are made on one thread.
 */
final class WriteCall implements ClientResponseObserver<byte[], Ack> {
  private final Sink sink;
  private @Nullable ClientCallStreamObserver<byte[]> call;

  /** Takes what happens, on any thread. */
  interface Sink {
    void event(WriteCall call, Event event);
  }

  sealed interface Event {}

  /** The server is there, or flow control lets something through again. */
  record Ready() implements Event {}

  record Answered(Ack ack) implements Event {}

  /** Nothing more will come. */
  record Ended(Status status, Throwable error) implements Event {}

  private WriteCall(Sink sink) {
    this.sink = sink;
  }

  static WriteCall open(Channel channel, Kind<?> kind, Sink sink) {
    WriteCall opened = new WriteCall(sink);
    ClientCalls.asyncBidiStreamingCall(channel.newCall(kind.method(), CallOptions.DEFAULT), opened);
    return opened;
  }

  boolean isReady() {
    return call != null && call.isReady();
  }

  void send(byte[] body) {
    if (call != null) {
      call.onNext(body);
    }
  }

  /** Says that nothing more comes. */
  void complete() {
    if (call != null) {
      call.onCompleted();
    }
  }

  void cancel() {
    if (call != null) {
      call.cancel("given up", null);
    }
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<byte[]> requestStream) {
    call = requestStream;
    requestStream.setOnReadyHandler(() -> sink.event(this, new Ready()));
  }

  @Override
  public void onNext(Ack ack) {
    sink.event(this, new Answered(ack));
  }

  @Override
  public void onError(Throwable error) {
    sink.event(this, new Ended(Status.fromThrowable(error), error));
  }

  @Override
  public void onCompleted() {
    Status status = Status.UNAVAILABLE.withDescription("the server ended the stream");
    sink.event(this, new Ended(status, status.asRuntimeException()));
  }
}
