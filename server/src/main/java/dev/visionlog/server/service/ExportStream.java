package dev.visionlog.server.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.visionlog.server.export.ExportEncoder;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.EntryKey;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends all matching entries as a file, piece by piece and only as fast as the caller takes them.
 * Each piece is a query of its own, so that nothing in the database is held while the caller waits.
 *
 * @param <E> the kind of entries
 * @param <R> the answers
 */
final class ExportStream<E extends Entry<E>, R> {
  private static final Logger LOG = LoggerFactory.getLogger(ExportStream.class);
  private static final int PIECE = 250;

  private final ServerCallStreamObserver<R> observer;
  private final Scan<E> scan;
  private final ExportEncoder<E> encoder;
  private final Answer<R> answer;
  private Optional<EntryKey> last = Optional.empty();
  private long count;
  private boolean allRead;
  private boolean done;

  /** The next entries after a place, oldest first. */
  interface Scan<E> {
    List<E> next(Optional<EntryKey> after, int limit);
  }

  /** A message with the next bytes; count is how many entries have been read for it. */
  interface Answer<R> {
    R of(ByteString data, long count);
  }

  /**
   * @param encoder closed when the stream ends, however it does
   */
  ExportStream(
      ServerCallStreamObserver<R> observer,
      Scan<E> scan,
      ExportEncoder<E> encoder,
      Answer<R> answer) {
    this.observer = observer;
    this.scan = scan;
    this.encoder = encoder;
    this.answer = answer;
  }

  void start() {
    observer.setOnCancelHandler(this::end);
    observer.setOnReadyHandler(this::send);
    send();
  }

  private synchronized void send() {
    try {
      while (!done && observer.isReady()) {
        sendNext();
      }
    } catch (RuntimeException error) {
      end();
      observer.onError(ApiErrors.of(error));
    }
  }

  private void sendNext() {
    if (!allRead) {
      sendEntries();
      return;
    }
    Optional<byte[]> rest = encoder.finish();
    if (rest.isPresent()) {
      send(rest.get());
    } else {
      end();
      observer.onCompleted();
    }
  }

  private void sendEntries() {
    List<E> entries = scan.next(last, PIECE);
    if (count == 0 && entries.isEmpty()) {
      send(encoder.encode(entries));
    }
    for (List<E> piece : MessageSize.pieces(entries)) {
      count += piece.size();
      send(encoder.encode(piece));
    }
    allRead = entries.size() < PIECE;
    if (!allRead) {
      E end = entries.get(entries.size() - 1);
      last = Optional.of(new EntryKey(end.time(), end.id()));
    }
  }

  private void send(byte[] data) {
    if (data.length > 0) {
      observer.onNext(answer.of(UnsafeByteOperations.unsafeWrap(data), count));
    }
  }

  private synchronized void end() {
    if (done) {
      return;
    }
    done = true;
    try {
      encoder.close();
    } catch (RuntimeException error) {
      LOG.warn("An export has left a temporary file behind", error);
    }
  }
}
