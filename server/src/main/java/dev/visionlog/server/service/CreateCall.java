package dev.visionlog.server.service;

import com.google.rpc.BadRequest;
import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.server.pipeline.BatchListener;
import dev.visionlog.server.service.EntryReader.ReadBatch;
import dev.visionlog.v1.CreateLogsResponse;
import dev.visionlog.v1.EntryError;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Answers one unary batch when it is durable. */
final class CreateCall implements BatchListener {
  private final StreamObserver<CreateLogsResponse> observer;
  private final ReadBatch batch;
  private final int entryCount;

  CreateCall(StreamObserver<CreateLogsResponse> observer, ReadBatch batch, int entryCount) {
    this.observer = observer;
    this.batch = batch;
    this.entryCount = entryCount;
  }

  @Override
  public void stored(BatchOutcome outcome) {
    BatchOutcome all = outcome.duplicate() ? outcome : outcome.spread(entryCount, batch.indexes());
    List<EntryError> errors = new ArrayList<>(batch.errors());
    all.rejected().forEach((i, reason) -> errors.add(Rejections.error(i, reason)));
    if (errors.size() == entryCount) {
      observer.onError(allBad(errors));
      return;
    }
    List<Long> ids = Arrays.stream(all.ids()).boxed().toList();
    long without = ids.stream().filter(id -> id == 0).count();
    observer.onNext(
        CreateLogsResponse.newBuilder()
            .addAllIds(ids)
            .addAllErrors(errors)
            .setSuppressedCount((int) Math.max(0, without - errors.size()))
            .build());
    observer.onCompleted();
  }

  @Override
  public void failed() {
    observer.onError(ApiErrors.storeAway());
  }

  /** One error for a call of which nothing can be stored, with every field that is wrong. */
  static StatusRuntimeException allBad(List<EntryError> errors) {
    BadRequest.Builder all = BadRequest.newBuilder();
    errors.forEach(error -> all.addAllFieldViolations(error.getFieldViolationsList()));
    return ApiErrors.badFields(errors.get(0).getStatus().getMessage(), all.build());
  }
}
