package dev.visionlog.benchmarks.appender;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
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

/**
 * Acknowledges every batch at once. Reads nothing but its number, so that the server takes as
 * little as possible of the processors that it shares with what is measured.
 */
final class LogServiceStub implements AutoCloseable {
  private final Server server;

  LogServiceStub() {
    MethodDescriptor<WriteLogsRequest, WriteLogsResponse> method =
        LogServiceGrpc.getWriteLogsMethod();
    MethodDescriptor<Long, WriteLogsResponse> numbers =
        method.toBuilder(new NumberMarshaller(), method.getResponseMarshaller()).build();
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .addService(
                ServerServiceDefinition.builder(LogServiceGrpc.SERVICE_NAME)
                    .addMethod(numbers, ServerCalls.asyncBidiStreamingCall(Acknowledger::new))
                    .build())
            .build();
    try {
      server.start();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private record Acknowledger(StreamObserver<WriteLogsResponse> answers)
      implements StreamObserver<Long> {

    @Override
    public void onNext(Long number) {
      answers.onNext(WriteLogsResponse.newBuilder().setAckedSequence(number).build());
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

  /** Finds the number, which clients write before the entries, and skips the rest. */
  private static final class NumberMarshaller implements Marshaller<Long> {

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
        if (WireFormat.getTagFieldNumber(tag) == WriteLogsRequest.SEQUENCE_FIELD_NUMBER) {
          return input.readInt64();
        }
        input.skipField(tag);
      }
      throw new IOException("a batch without a number");
    }
  }
}
