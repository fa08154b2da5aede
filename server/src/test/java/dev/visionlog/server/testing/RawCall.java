package dev.visionlog.server.testing;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A call of any method with any bytes in place of its messages. One that may be answered for ever
 * is left after the first answer, and counts as OK.
 */
public final class RawCall extends ClientCall.Listener<byte[]> {
  private static final long GIVEN_UP_SECONDS = 60;

  private final ClientCall<byte[], byte[]> call;
  private final boolean oneAnswer;
  private final CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();

  private boolean left;

  private RawCall(ClientCall<byte[], byte[]> call, boolean oneAnswer) {
    this.call = call;
    this.oneAnswer = oneAnswer;
  }

  /** Sends these messages; the future has how the call ended. OK is an exception too. */
  public static CompletableFuture<StatusRuntimeException> send(
      Channel channel, MethodDescriptor<?, ?> method, List<byte[]> messages) {
    RawCall call = start(channel, method, messages);
    call.call.halfClose();
    return call.end;
  }

  /** Sends these messages, and goes away at once. */
  public static void abandon(
      Channel channel, MethodDescriptor<?, ?> method, List<byte[]> messages) {
    start(channel, method, messages).call.cancel("gone", null);
  }

  private static RawCall start(
      Channel channel, MethodDescriptor<?, ?> method, List<byte[]> messages) {
    CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(GIVEN_UP_SECONDS, TimeUnit.SECONDS);
    RawCall call =
        new RawCall(
            channel.newCall(method.toBuilder(new Bytes(), new Bytes()).build(), options),
            method.getType().serverSendsOneMessage());
    call.call.start(call, new Metadata());
    call.call.request(2);
    messages.forEach(call.call::sendMessage);
    return call;
  }

  @Override
  public void onMessage(byte[] answer) {
    if (!oneAnswer) {
      left = true;
      call.cancel("enough", null);
    }
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    end.complete((left ? Status.OK : status).asRuntimeException(trailers));
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    }
  }
}
