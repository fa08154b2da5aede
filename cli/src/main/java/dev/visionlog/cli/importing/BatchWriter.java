package dev.visionlog.cli.importing;

import dev.visionlog.cli.connection.Backoff;
import dev.visionlog.cli.connection.Interruption;
import dev.visionlog.cli.connection.RpcErrors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends numbered batches, so that each is stored once whatever happens on the way: a batch is kept
 * until it is acknowledged, and after a lost stream all that are kept are sent again with their
 * numbers. At most {@value #WINDOW} batches are kept; {@link #write} waits while there are more.
 * For one thread.
 *
 * @param <E> what is in a batch
 */
public final class BatchWriter<E> {
  static final int WINDOW = 8;

  private final WriteMethod<E, ?, ?> method;
  private final Interruption interruption;
  private final Backoff backoff;
  private final Listener<E> listener;
  private final Duration patience;
  private final Duration answerTimeout;
  private final LongSupplier nanos;
  private final String writerId = UUID.randomUUID().toString();
  private final String writerName;

  /**
   * Those that are not acknowledged, in order; the first {@link #sent} of them are on the current
   * stream.
   */
  private final List<Numbered<E>> unacked = new ArrayList<>();

  private int sent;
  private long lastSequence;
  private @Nullable WriteStream<E, ?, ?> stream;
  private @Nullable Long troubleSince;

  /** What became of the batches, told on the thread that writes. */
  public interface Listener<E> {
    /** The batch is durable but for the entries with errors. */
    void stored(Batch<E> batch, WriteMethod.Answer answer);

    /** The server acknowledged the batch together with a later one: it has no errors. */
    void stored(Batch<E> batch);

    /** So many entries were below their threshold. */
    void suppressed(int entries);

    /** The stream is lost; so many batches will be sent again after the delay. */
    void lost(String reason, int batches, Duration delay);
  }

  private record Numbered<E>(long sequence, Batch<E> batch) {}

  /**
   * @param patience how long to go on trying without any acknowledgement
   * @param answerTimeout how long a server may take to acknowledge before the stream is taken for
   *     lost
   */
  public BatchWriter(
      WriteMethod<E, ?, ?> method,
      String writerName,
      Interruption interruption,
      Backoff backoff,
      Duration patience,
      Duration answerTimeout,
      LongSupplier nanos,
      Listener<E> listener) {
    this.method = method;
    this.writerName = writerName;
    this.interruption = interruption;
    this.backoff = backoff;
    this.patience = patience;
    this.answerTimeout = answerTimeout;
    this.nanos = nanos;
    this.listener = listener;
  }

  /** Takes a batch over, and waits until fewer than a window of them are unacknowledged. */
  public void write(Batch<E> batch) {
    if (unacked.isEmpty()) {
      troubleSince = null;
    }
    unacked.add(new Numbered<>(++lastSequence, batch));
    turn(Duration.ZERO);
    while (unacked.size() >= WINDOW) {
      turn(answerTimeout);
    }
  }

  /** Handles what has come, without waiting. */
  public void look() {
    if (stream != null || !unacked.isEmpty()) {
      turn(Duration.ZERO);
    }
  }

  /** Waits until all batches are acknowledged, and ends the stream. */
  public void finish() {
    while (!unacked.isEmpty()) {
      turn(answerTimeout);
    }
    if (stream != null) {
      stream.complete();
      stream = null;
    }
  }

  /**
   * Sends what can be sent and handles what has come; waits for something to come if there is a
   * wait.
   */
  private void turn(Duration wait) {
    interruption.check();
    try {
      WriteStream<E, ?, ?> current = stream == null ? open() : stream;
      send(current);
      WriteStream.Event event = current.next(wait);
      if (event == null && !wait.isZero()) {
        throw Status.UNAVAILABLE
            .withDescription("no acknowledgement came in time")
            .asRuntimeException();
      }
      while (event != null) {
        handle(event);
        event = current.next(Duration.ZERO);
      }
      send(current);
    } catch (StatusRuntimeException e) {
      recover(e);
    }
  }

  private WriteStream<E, ?, ?> open() {
    WriteStream<E, ?, ?> opened = new WriteStream<>(method);
    interruption.context().run(opened::start);
    stream = opened;
    sent = 0;
    return opened;
  }

  private void send(WriteStream<E, ?, ?> current) {
    while (sent < unacked.size() && current.isReady()) {
      Numbered<E> next = unacked.get(sent);
      current.send(writerId, writerName, next.sequence(), next.batch().entries());
      sent++;
    }
  }

  private void handle(WriteStream.Event event) {
    if (event instanceof WriteStream.Answered answered) {
      acknowledge(answered.answer());
    } else if (event instanceof WriteStream.Ended ended) {
      throw ended.error();
    }
  }

  private void acknowledge(WriteMethod.Answer answer) {
    troubleSince = null;
    backoff.reset();
    while (!unacked.isEmpty() && unacked.get(0).sequence() <= answer.sequence()) {
      Numbered<E> first = unacked.remove(0);
      sent = Math.max(0, sent - 1);
      if (first.sequence() == answer.sequence()) {
        listener.stored(first.batch(), answer);
      } else {
        listener.stored(first.batch());
      }
    }
    listener.suppressed(answer.suppressed());
  }

  private void recover(StatusRuntimeException error) {
    interruption.check();
    int again = sent;
    if (stream != null) {
      stream.cancel();
      stream = null;
      sent = 0;
    }
    Duration delay = backoff.next(RpcErrors.retryDelay(error));
    if (!RpcErrors.isRetryable(error) || isTooLong(delay)) {
      throw error;
    }
    listener.lost(RpcErrors.describe(error, method.server()), again, delay);
    interruption.pause(delay);
  }

  private boolean isTooLong(Duration delay) {
    long now = nanos.getAsLong();
    if (troubleSince == null) {
      troubleSince = now;
    }
    return now - troubleSince + delay.toNanos() > patience.toNanos();
  }
}
