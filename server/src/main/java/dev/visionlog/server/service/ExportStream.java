package dev.visionlog.server.service;

import com.google.protobuf.ByteString;
import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.store.EntryKey;
import dev.visionlog.server.store.EntryStore;
import dev.visionlog.v1.ExportLogsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends all matching entries, piece by piece and only as fast as the caller takes them. Each piece
 * is a query of its own, so that nothing in the database is held while the caller waits.
 */
final class ExportStream {
  private static final int PIECE = 250;

  private final ServerCallStreamObserver<ExportLogsResponse> observer;
  private final EntryStore<LogEntry> store;
  private final Filter filter;
  private final ExportEncoder encoder;
  private final Instant receivedBy;
  private Optional<EntryKey> last = Optional.empty();
  private long count;
  private boolean done;

  ExportStream(
      ServerCallStreamObserver<ExportLogsResponse> observer,
      EntryStore<LogEntry> store,
      Filter filter,
      ExportEncoder encoder,
      Instant receivedBy) {
    this.observer = observer;
    this.store = store;
    this.filter = filter;
    this.encoder = encoder;
    this.receivedBy = receivedBy;
  }

  void start() {
    observer.setOnReadyHandler(this::send);
    send();
  }

  private synchronized void send() {
    try {
      while (!done && observer.isReady()) {
        sendPiece();
      }
    } catch (RuntimeException error) {
      done = true;
      observer.onError(ApiErrors.of(error));
    }
  }

  private void sendPiece() {
    List<LogEntry> entries = store.scan(filter, last, receivedBy, PIECE);
    if (count == 0 && entries.isEmpty()) {
      send(entries);
    }
    MessageSize.pieces(entries).forEach(this::send);
    if (entries.size() < PIECE) {
      done = true;
      observer.onCompleted();
    } else {
      LogEntry end = entries.get(entries.size() - 1);
      last = Optional.of(new EntryKey(end.time(), end.id()));
    }
  }

  /** An empty file has a header too, where the format has one. */
  private void send(List<LogEntry> entries) {
    ByteString data = encoder.encode(entries, count == 0);
    count += entries.size();
    if (!data.isEmpty()) {
      observer.onNext(ExportLogsResponse.newBuilder().setData(data).setEntryCount(count).build());
    }
  }
}
