package dev.visionlog.server.service;

import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.pipeline.BatchListener;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.Session;
import dev.visionlog.server.text.Texts;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One writer's stream. Reads the next batch only while the pipeline has room, the writer takes its
 * answers, and not too many batches are on their way.
 *
 * <p>gRPC's threads bring batches, a lane's thread brings outcomes: both take the lock.
 */
final class WriteStream<Q, R, E extends Entry<E>> implements StreamObserver<Q>, Drainable {
  private static final int MAX_IN_FLIGHT = 64;
  private static final int MAX_NAME = 200;

  private final ServerCallStreamObserver<R> observer;
  private final IngestPipeline<E> pipeline;
  private final Protocol<Q, R, E> protocol;
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
      StreamObserver<R> observer,
      IngestPipeline<E> pipeline,
      Protocol<Q, R, E> protocol,
      Consumer<Drainable> onEnd) {
    this.observer = (ServerCallStreamObserver<R>) observer;
    this.pipeline = pipeline;
    this.protocol = protocol;
    this.onEnd = () -> onEnd.accept(this);
    this.observer.disableAutoRequest();
    this.observer.setOnReadyHandler(this::readNext);
    this.observer.setOnCancelHandler(this::end);
    this.wantsNext = true;
  }

  @Override
  public void onNext(Q request) {
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

  private void take(Q request) {
    Numbered numbered = protocol.numbered(request);
    identify(numbered);
    ReadBatch<E> batch = protocol.read(request);
    synchronized (this) {
      inFlight++;
    }
    Batch.WriterNumber number =
        new Batch.WriterNumber(Objects.requireNonNull(writerId), writerName, numbered.sequence());
    pipeline.submit(
        new Batch<>(number, null, batch.entries()),
        session,
        new Answer(numbered.sequence(), batch));
  }

  private void identify(Numbered numbered) {
    if (writerId == null || !numbered.writerId().isEmpty()) {
      UUID given = Uuids.parse("writer_id", numbered.writerId());
      if (writerId != null && !writerId.equals(given)) {
        throw ApiErrors.badField(
            "writer_id", "'" + given + "' is not the writer of this stream, '" + writerId + "'");
      }
      writerId = given;
    }
    String name = numbered.writerName();
    if (name.length() > MAX_NAME) {
      throw ApiErrors.badField(
          "writer_name",
          "has " + name.length() + " characters; at most " + MAX_NAME + " are allowed");
    }
    if (!name.isEmpty()) {
      writerName = Texts.clean(name);
    }
    if (numbered.sequence() < 1) {
      throw ApiErrors.badField(
          "sequence", numbered.sequence() + " is not allowed; numbers start at 1");
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

  private synchronized void settle(@Nullable R response) {
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
    private final ReadBatch<E> batch;

    Answer(long sequence, ReadBatch<E> batch) {
      this.sequence = sequence;
      this.batch = batch;
    }

    @Override
    public void stored(BatchOutcome outcome) {
      settle(protocol.answer(sequence, batch, outcome));
      readNext();
    }

    @Override
    public void failed() {
      settle(null);
    }
  }

  /** What the messages of a kind of entries say. For all streams of the kind, and all threads. */
  interface Protocol<Q, R, E extends Entry<E>> {

    Numbered numbered(Q request);

    /** May take a while: images are written meanwhile. */
    ReadBatch<E> read(Q request);

    R answer(long sequence, ReadBatch<E> batch, BatchOutcome outcome);
  }

  /** A batch's number, as it was sent. */
  record Numbered(String writerId, long sequence, String writerName) {}
}
