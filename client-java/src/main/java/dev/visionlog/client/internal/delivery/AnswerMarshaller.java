package dev.visionlog.client.internal.delivery;

import io.grpc.MethodDescriptor.Marshaller;
import java.io.InputStream;
import java.util.function.Function;

/** Reads a message and takes what is wanted from it. Writes nothing. */
record AnswerMarshaller<M, A>(Marshaller<M> messages, Function<M, A> reading)
    implements Marshaller<A> {

  @Override
  public InputStream stream(A answer) {
    throw new UnsupportedOperationException("Answers are only read");
  }

  @Override
  public A parse(InputStream stream) {
    return reading.apply(messages.parse(stream));
  }
}
