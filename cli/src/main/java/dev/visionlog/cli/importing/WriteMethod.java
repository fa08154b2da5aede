package dev.visionlog.cli.importing;

import dev.visionlog.v1.EntryError;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;

/**
 * One of the contract's calls that take numbered batches.
 *
 * @param <E> what is in a batch
 * @param <Q> the request
 * @param <A> the answer
 */
public interface WriteMethod<E, Q, A> {

  /** Makes the call; what comes is told to the stream. */
  void start(ClientResponseObserver<Q, A> stream);

  Q request(String writerId, String writerName, long sequence, List<E> entries);

  Answer read(A answer);

  /** The server's address, for people. */
  String server();

  /**
   * What an answer says.
   *
   * @param sequence all batches up to this one are stored
   * @param errors of the entries of this batch that were rejected
   * @param suppressed how many were below their threshold
   * @param duplicate whether this batch had been stored before
   */
  record Answer(long sequence, List<EntryError> errors, int suppressed, boolean duplicate) {}
}
