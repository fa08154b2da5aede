package dev.visionlog.server.service;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.pipeline.BatchListener;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.Session;
import dev.visionlog.server.service.EntryReader.ReadBatch;
import dev.visionlog.server.settings.LiveSettings;
import dev.visionlog.server.settings.Thresholds;
import dev.visionlog.v1.EntryError;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One writer's stream. Reads the next batch only while the pipeline has room, the writer takes its
 * answers, and not too many batches are on their way.
 *
 * <p>gRPC's threads bring batches, a lane's thread brings outcomes: both take the lock.
 */
final class WriteStream implements StreamObserver<WriteLogsRequest>, Drainable {
  private static final int MAX_IN_FLIGHT = 64;
  private static final int MAX_NAME = 200;

  private final ServerCallStreamObserver<WriteLogsResponse> observer;
  private final IngestPipeline<LogEntry> pipeline;
  private final EntryReader reader;
  private final LiveSettings settings;
  private final Runnable onEnd;
  private final Session session = new Session();
  private @Nullable UUID writerId;
  private String writerName = "";
  private int inFlight;
  private boolean wantsNext;
  private boolean waitsForRoom;
  private boolean halfClosed;
  private boolean draining;
  private boolean ended;

  WriteStream(
      StreamObserver<WriteLogsResponse> observer,
      IngestPipeline<LogEntry> pipeline,
      EntryReader reader,
      LiveSettings settings,
      java.util.function.Consumer<WriteStream> onEnd) {
    this.observer = (ServerCallStreamObserver<WriteLogsResponse>) observer;
    this.pipeline = pipeline;
    this.reader = reader;
    this.settings = settings;
    this.onEnd = () -> onEnd.accept(this);
    this.observer.disableAutoRequest();
    this.observer.setOnReadyHandler(this::readNext);
    this.observer.setOnCancelHandler(this::end);
    this.wantsNext = true;
  }

  @Override
  public void onNext(WriteLogsRequest request) {
    try {
      take(request);
    } catch (RuntimeException error) {
      fail(ApiErrors.of(error));
      return;
    }
    synchronized (this) {
      wantsNext = true;
    }
    readNext();
  }

  private void take(WriteLogsRequest request) {
    identify(request);
    ReadBatch batch = reader.read(request.getEntriesList());
    synchronized (this) {
      inFlight++;
    }
    Batch.WriterNumber number =
        new Batch.WriterNumber(
            java.util.Objects.requireNonNull(writerId), writerName, request.getSequence());
    pipeline.submit(
        new Batch<>(number, null, batch.entries()),
        session,
        new Answer(request.getSequence(), batch));
  }

  private void identify(WriteLogsRequest request) {
    if (writerId == null || !request.getWriterId().isEmpty()) {
      UUID given = Uuids.parse("writer_id", request.getWriterId());
      if (writerId != null && !writerId.equals(given)) {
        throw ApiErrors.badField(
            "writer_id", "'" + given + "' is not the writer of this stream, '" + writerId + "'");
      }
      writerId = given;
    }
    if (request.getWriterName().length() > MAX_NAME) {
      throw ApiErrors.badField(
          "writer_name",
          "has "
              + request.getWriterName().length()
              + " characters; at most "
              + MAX_NAME
              + " are allowed");
    }
    if (!request.getWriterName().isEmpty()) {
      writerName = dev.visionlog.server.text.Texts.clean(request.getWriterName());
    }
    if (request.getSequence() < 1) {
      throw ApiErrors.badField(
          "sequence", request.getSequence() + " is not allowed; numbers start at 1");
    }
  }

  /** Asks for the next batch if there is reason to, and nothing against it. */
  private void readNext() {
    boolean wait;
    synchronized (this) {
      if (!wantsNext || ended || draining || inFlight >= MAX_IN_FLIGHT || !observer.isReady()) {
        return;
      }
      if (pipeline.hasRoom()) {
        wantsNext = false;
        observer.request(1);
        return;
      }
      wait = !waitsForRoom;
      waitsForRoom = true;
    }
    if (wait) {
      pipeline.whenRoom(this::roomAgain);
    }
  }

  private void roomAgain() {
    synchronized (this) {
      waitsForRoom = false;
    }
    readNext();
  }

  @Override
  public synchronized void onError(Throwable cancelled) {
    end();
  }

  @Override
  public synchronized void onCompleted() {
    halfClosed = true;
    endIfDone();
  }

  @Override
  public synchronized void drain() {
    draining = true;
    endIfDone();
  }

  private void endIfDone() {
    if (ended || inFlight > 0) {
      return;
    }
    if (halfClosed) {
      end();
      observer.onCompleted();
    } else if (draining) {
      fail(ApiErrors.shuttingDown());
    }
  }

  private synchronized void fail(StatusRuntimeException error) {
    if (!ended) {
      end();
      observer.onError(error);
    }
  }

  private synchronized void end() {
    ended = true;
    onEnd.run();
  }

  private synchronized void settle(@Nullable WriteLogsResponse response) {
    inFlight--;
    if (response == null) {
      fail(ApiErrors.storeAway());
      return;
    }
    if (!ended) {
      observer.onNext(response);
    }
    endIfDone();
  }

  /** Waits for one batch. */
  private final class Answer implements BatchListener {
    private final long sequence;
    private final ReadBatch batch;

    Answer(long sequence, ReadBatch batch) {
      this.sequence = sequence;
      this.batch = batch;
    }

    @Override
    public void stored(BatchOutcome outcome) {
      List<EntryError> errors = new ArrayList<>(batch.errors());
      outcome
          .rejected()
          .forEach((i, reason) -> errors.add(Rejections.error(batch.indexes()[i], reason)));
      Thresholds thresholds = settings.thresholds();
      WriteLogsResponse.Builder response =
          WriteLogsResponse.newBuilder()
              .setAckedSequence(sequence)
              .addAllErrors(errors)
              .setSuppressedCount(batch.suppressed())
              .setDuplicate(outcome.duplicate())
              .setThreshold(EntryWriter.level(thresholds.global()));
      for (Map.Entry<String, Level> source : thresholds.sources().entrySet()) {
        response.putSourceThresholds(source.getKey(), EntryWriter.level(source.getValue()));
      }
      settle(response.build());
      readNext();
    }

    @Override
    public void failed() {
      settle(null);
    }
  }
}
