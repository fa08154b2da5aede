package dev.visionlog.server.service;

import com.google.protobuf.ByteString;
import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.store.LogKey;
import dev.visionlog.server.store.LogStore;
import dev.visionlog.v1.ExportLogsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends all matching entries, piece by piece and only as fast as the caller takes them. Each piece
 * is a query of its own, so that nothing in the database is held while the caller waits.
 */
final class ExportStream {
  private static final int PIECE = 250;

  /**
   * After which a message ends. Clients take 4 MiB; a character may become six bytes of JSON, and
   * the last entry comes on top.
   */
  private static final long CHUNK_BYTES = 256 * 1024;

  private final ServerCallStreamObserver<ExportLogsResponse> observer;
  private final LogStore store;
  private final Filter filter;
  private final ExportEncoder encoder;
  private final Instant receivedBy;
  private Optional<LogKey> last = Optional.empty();
  private long count;
  private boolean done;

  ExportStream(
      ServerCallStreamObserver<ExportLogsResponse> observer,
      LogStore store,
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

  /** One even if there are no entries: a file may begin with a header. */
  private static List<List<LogEntry>> chunks(List<LogEntry> entries) {
    List<List<LogEntry>> chunks = new ArrayList<>();
    int start = 0;
    long bytes = 0;
    for (int i = 0; i < entries.size(); i++) {
      bytes += entries.get(i).bytes();
      if (bytes > CHUNK_BYTES) {
        chunks.add(entries.subList(start, i + 1));
        start = i + 1;
        bytes = 0;
      }
    }
    if (start < entries.size() || chunks.isEmpty()) {
      chunks.add(entries.subList(start, entries.size()));
    }
    return chunks;
  }

  private void sendPiece() {
    List<LogEntry> entries = store.scan(filter, last, receivedBy, PIECE);
    for (List<LogEntry> chunk : chunks(entries)) {
      ByteString data = encoder.encode(chunk, count == 0);
      count += chunk.size();
      if (!data.isEmpty()) {
        observer.onNext(ExportLogsResponse.newBuilder().setData(data).setEntryCount(count).build());
      }
    }
    if (entries.size() < PIECE) {
      done = true;
      observer.onCompleted();
    } else {
      LogEntry end = entries.get(entries.size() - 1);
      last = Optional.of(new LogKey(end.time(), end.id()));
    }
  }
}
