package dev.visionlog.client.internal.delivery;

import dev.visionlog.client.internal.Batch;
import dev.visionlog.client.internal.delivery.Troubles.Subject;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a connection, sends over it what the deliveries hold, and takes the answers. For the
 * client's thread.
 */
final class Sender {
  private final Kind<?> kind;
  private final OutboxSettings settings;
  private final Connection connection;
  private final Troubles troubles;
  private final Ears ears;
  private final WriteCall.Sink sink;
  private final List<Delivery> deliveries = new ArrayList<>();

  /**
   * @param sink brings events of calls back to {@link #handle}, from any thread
   */
  Sender(
      Kind<?> kind,
      OutboxSettings settings,
      Connection connection,
      Troubles troubles,
      Ears ears,
      WriteCall.Sink sink) {
    this.kind = kind;
    this.settings = settings;
    this.connection = connection;
    this.troubles = troubles;
    this.ears = ears;
    this.sink = sink;
  }

  /** From now on sends what this one holds, too. */
  void add(Delivery delivery, long now) {
    deliveries.add(delivery);
    ManagedChannel channel = connection.current();
    if (channel != null) {
      delivery.open(channel, kind, sink, now);
    }
  }

  /** This one is done. */
  void remove(Delivery delivery) {
    delivery.complete();
    deliveries.remove(delivery);
  }

  /** Connects if it is time to, and gives up on what takes too long. */
  void connect(long now) {
    if (connection.isDue(now)) {
      open(now);
    } else if (connection.isTimedOut(now)) {
      lost("no connection came about in time", now);
    } else if (isAnswerOverdue(now)) {
      lost("no acknowledgement came in time", now);
    }
  }

  private void open(long now) {
    try {
      ManagedChannel channel = connection.open(now);
      deliveries.forEach(delivery -> delivery.open(channel, kind, sink, now));
    } catch (RuntimeException error) {
      // Such as a file of certificates that cannot be read. It may be there next time.
      lost(String.valueOf(error.getMessage()), now);
    }
  }

  private boolean isAnswerOverdue(long now) {
    long longest = settings.answerTimeout().toNanos();
    return deliveries.stream().anyMatch(delivery -> delivery.isOverdue(now, longest));
  }

  /** Sends what flow control lets through. */
  void send(long now) {
    deliveries.forEach(delivery -> delivery.send(now));
  }

  void handle(WriteCall call, WriteCall.Event event, long now) {
    for (Delivery delivery : deliveries) {
      if (delivery.isCall(call)) {
        handle(delivery, event, now);
        return;
      }
    }
    // Of a call that has been given up.
  }

  private void handle(Delivery delivery, WriteCall.Event event, long now) {
    if (event instanceof WriteCall.Ended ended) {
      if (Rpc.isRequestsFault(ended.status())) {
        refused(delivery, ended.status());
      }
      lost(ended.status(), Rpc.retryDelay(ended.error()), now);
      return;
    }
    heard();
    if (event instanceof WriteCall.Answered answered) {
      acknowledged(delivery, answered.ack(), now);
    }
  }

  private void heard() {
    ManagedChannel channel = connection.current();
    if (connection.live() && channel != null) {
      ears.connected(channel);
    }
  }

  private void acknowledged(Delivery delivery, Ack ack, long now) {
    connection.worked();
    troubles.ends(Subject.CONNECTION, "The server takes " + kind.items() + " again");
    Batch batch = delivery.acknowledged(ack, now);
    if (batch != null && !ack.faults().isEmpty()) {
      kind.tellRejected(batch, ack.faults(), troubles);
    }
    if (batch != null && !ack.imageFaults().isEmpty()) {
      kind.tellImagesLost(batch, ack.imageFaults(), troubles);
    }
    if (ack.thresholds() != null) {
      ears.wanted(ack.thresholds());
    }
  }

  private void refused(Delivery delivery, Status status) {
    Batch batch = delivery.refused();
    if (batch == null) {
      return;
    }
    List<Ack.Fault> faults = new ArrayList<>();
    for (int i = 0; i < batch.entries(); i++) {
      faults.add(new Ack.Fault(i, Rpc.describe(status)));
    }
    kind.tellRejected(batch, faults, troubles);
  }

  private void lost(String why, long now) {
    lost(Status.UNAVAILABLE.withDescription(why), Duration.ZERO, now);
  }

  private void lost(Status status, Duration asked, long now) {
    deliveries.forEach(Delivery::lost);
    boolean key = Rpc.isKeyRefused(status);
    Duration wait = connection.failed(now, asked, key ? settings.maxRetryDelay() : Duration.ZERO);
    troubles.begins(
        Subject.CONNECTION,
        String.format(
            "The server %s: %s. Next attempt in %.1f s; no %s are lost while there is room",
            key ? "does not accept the API key" : "cannot be reached",
            Rpc.describe(status),
            wait.toMillis() / 1000.0,
            kind.items()));
  }

  /** Ends all calls and the connection. */
  void close() {
    deliveries.forEach(Delivery::complete);
    connection.close();
  }
}
