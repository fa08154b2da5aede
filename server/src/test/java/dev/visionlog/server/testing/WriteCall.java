package dev.visionlog.server.testing;

import static org.awaitility.Awaitility.await;

import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogServiceGrpc;
import dev.visionlog.v1.WriteLogsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One WriteLogs stream, driven by hand, and what came back on it. */
public final class WriteCall implements StreamObserver<WriteLogsResponse> {

  private final List<WriteLogsResponse> answers = new CopyOnWriteArrayList<>();
  private final StreamObserver<WriteLogsRequest> requests;
  private volatile @Nullable Throwable error;
  private volatile boolean ended;

  public WriteCall(Channel channel) {
    this.requests = LogServiceGrpc.newStub(channel).writeLogs(this);
  }

  public WriteCall send(UUID writer, long sequence, LogEntry... entries) {
    return send(
        WriteLogsRequest.newBuilder()
            .setWriterId(writer.toString())
            .setSequence(sequence)
            .addAllEntries(List.of(entries))
            .build());
  }

  public WriteCall send(WriteLogsRequest request) {
    requests.onNext(request);
    return this;
  }

  /** Waits for so many answers in all and returns the last of them. */
  public WriteLogsResponse answer(int number) {
    await().pollInterval(Duration.ofMillis(5)).until(() -> answers.size() >= number || ended);
    if (answers.size() < number) {
      throw new AssertionError("The stream ended after " + answers.size() + " answers", error);
    }
    return answers.get(number - 1);
  }

  public List<WriteLogsResponse> answers() {
    return answers;
  }

  public void complete() {
    requests.onCompleted();
  }

  /** Goes away without a word. */
  public void cancel() {
    requests.onError(io.grpc.Status.CANCELLED.asException());
  }

  /** Waits for the end, and throws if it was an error. */
  public void awaitEnd() throws Throwable {
    await().until(() -> ended);
    Throwable thrown = error;
    if (thrown != null) {
      throw thrown;
    }
  }

  public boolean hasEnded() {
    return ended;
  }

  @Override
  public void onNext(WriteLogsResponse answer) {
    answers.add(answer);
  }

  @Override
  public void onError(Throwable thrown) {
    error = thrown;
    ended = true;
  }

  @Override
  public void onCompleted() {
    ended = true;
  }
}
