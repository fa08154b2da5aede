package dev.visionlog.benchmarks.appender;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.PredictionServiceGrpc;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import dev.visionlog.v1.WritePredictionsResponse;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.function.LongFunction;

/**
 * Acknowledges every batch at once. Reads nothing but its number, so that the server takes as
 * little as possible of the processors that it shares with what is measured.
 */
final class AcknowledgingServer implements AutoCloseable {
  private static final int MAX_REQUEST_BYTES = 20 << 20;

  private final Server server;

  AcknowledgingServer() {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .maxInboundMessageSize(MAX_REQUEST_BYTES)
            .addService(
                service(
                    LogServiceGrpc.getWriteLogsMethod(), AcknowledgingServer::acknowledgedEntries))
            .addService(
                service(
                    PredictionServiceGrpc.getWritePredictionsMethod(),
                    AcknowledgingServer::acknowledgedPredictions))
            .build();
    try {
      server.start();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static <Q, A> ServerServiceDefinition service(
      MethodDescriptor<Q, A> method, LongFunction<A> answer) {
    MethodDescriptor<Long, A> numbers =
        method.toBuilder(new NumberMarshaller(), method.getResponseMarshaller()).build();
    return ServerServiceDefinition.builder(Objects.requireNonNull(method.getServiceName()))
        .addMethod(
            numbers,
            ServerCalls.asyncBidiStreamingCall(answers -> new Acknowledger<>(answers, answer)))
        .build();
  }

  private static WriteLogsResponse acknowledgedEntries(long number) {
    return WriteLogsResponse.newBuilder().setAckedSequence(number).build();
  }

  private static WritePredictionsResponse acknowledgedPredictions(long number) {
    return WritePredictionsResponse.newBuilder().setAckedSequence(number).build();
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private record Acknowledger<A>(StreamObserver<A> answers, LongFunction<A> answer)
      implements StreamObserver<Long> {

    @Override
    public void onNext(Long number) {
      answers.onNext(answer.apply(number));
    }

    @Override
    public void onError(Throwable error) {
      // The client has gone.
    }

    @Override
    public void onCompleted() {
      answers.onCompleted();
    }
  }

  /** Finds the number, which clients write before all else, and skips the rest. */
  private static final class NumberMarshaller implements Marshaller<Long> {
    /** The same in both requests. */
    private static final int SEQUENCE = WriteLogsRequest.SEQUENCE_FIELD_NUMBER;

    @Override
    public InputStream stream(Long number) {
      throw new UnsupportedOperationException("Requests are only read");
    }

    @Override
    public Long parse(InputStream stream) {
      try {
        long number = number(CodedInputStream.newInstance(stream, 64));
        while (stream.skip(Long.MAX_VALUE) > 0) {
          // gRPC wants all of a message to be read.
        }
        return number;
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    }

    private static long number(CodedInputStream input) throws IOException {
      for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) == SEQUENCE) {
          return input.readInt64();
        }
        input.skipField(tag);
      }
      throw new IOException("a batch without a number");
    }
  }
}
