package dev.visionlog.client.internal.delivery;

import com.google.protobuf.MessageLite;
import dev.visionlog.client.internal.Batch;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.UUID;

/**
 * What is sent: everything in which log entries differ from anything else that goes the same way.
 *
 * @param <T> what callers hand over
 */
public interface Kind<T> {

  /** What they are called, in the plural, for people. */
  String items();

  /** How important it is: 0 goes first when room has to be made. On the caller's thread. */
  int rank(T item);

  /** About how many bytes it holds. On the caller's thread. */
  int weight(T item);

  /** The message for one item; does not throw for what a caller has put into it. */
  MessageLite encode(T item);

  /** The bytes of a request with these messages. */
  byte[] request(UUID writerId, long number, List<MessageLite> messages);

  /** The call that takes the requests. */
  MethodDescriptor<byte[], Ack> method();

  /** Tells the listeners which items of a batch were refused. */
  void tellRejected(Batch batch, List<Ack.Fault> faults, Troubles troubles);

  /** Tells the listeners which items of a batch were stored without their image. */
  void tellImagesLost(Batch batch, List<Ack.Fault> faults, Troubles troubles);
}
