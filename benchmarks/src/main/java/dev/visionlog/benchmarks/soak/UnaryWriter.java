package dev.visionlog.benchmarks.soak;

import dev.visionlog.v1.CreateLogsRequest;
import dev.visionlog.v1.CreateLogsResponse;
import dev.visionlog.v1.LogServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Writes by single calls, each repeated with its request id until there is an answer. */
final class UnaryWriter extends PacedWriter {
  private static final long ANSWER_SECONDS = 10;
  private static final long RETRY_MILLIS = 100;

  private final ManagedChannel channel;
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();

  UnaryWriter(String name, double perSecond, Clock clock, String address) {
    super(name, perSecond, clock);
    channel = Channels.open(address);
  }

  /** How often the server has said that it cannot store anything now. */
  long refusals() {
    return refusals.get();
  }

  @Override
  void run() throws InterruptedException {
    while (!isStopped()) {
      List<Canary> canaries = next();
      if (!canaries.isEmpty()) {
        deliver(canaries);
      }
      Thread.sleep(Pace.TICK.toMillis());
    }
  }

  private void deliver(List<Canary> canaries) throws InterruptedException {
    CreateLogsRequest.Builder request =
        CreateLogsRequest.newBuilder().setRequestId(UUID.randomUUID().toString());
    canaries.forEach(canary -> request.addEntries(canary.entry(clock.instant())));
    while (!accepted(request.build())) {
      Thread.sleep(RETRY_MILLIS);
      channel.resetConnectBackoff();
    }
    delivered.set(canaries.get(canaries.size() - 1).number());
  }

  private boolean accepted(CreateLogsRequest request) {
    try {
      CreateLogsResponse response =
          LogServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
              .createLogs(request);
      response
          .getErrorsList()
          .forEach(error -> complain("refused: " + error.getStatus().getMessage()));
      return true;
    } catch (StatusRuntimeException error) {
      return isForEver(error.getStatus());
    }
  }

  /** UNKNOWN is what gRPC itself says when a connection ends while a call is being sent. */
  private boolean isForEver(Status status) {
    switch (status.getCode()) {
      case UNAVAILABLE, RESOURCE_EXHAUSTED -> refusals.incrementAndGet();
      case DEADLINE_EXCEEDED, CANCELLED, UNKNOWN -> {}
      default -> {
        complain("refused: " + status.getCode() + ": " + status.getDescription());
        return true;
      }
    }
    return false;
  }

  @Override
  public long delivered() {
    return delivered.get();
  }

  @Override
  public void close() {
    super.close();
    channel.shutdownNow();
  }
}
