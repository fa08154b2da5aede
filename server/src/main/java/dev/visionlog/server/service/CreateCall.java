package dev.visionlog.server.service;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
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
    List<EntryError> errors = new ArrayList<>(batch.errors());
    outcome
        .rejected()
        .forEach((i, reason) -> errors.add(Rejections.error(batch.indexes()[i], reason)));
    if (errors.size() == entryCount) {
      observer.onError(allBad(errors));
      return;
    }
    observer.onNext(
        CreateLogsResponse.newBuilder()
            .addAllIds(ids(outcome))
            .addAllErrors(errors)
            .setSuppressedCount(batch.suppressed())
            .build());
    observer.onCompleted();
  }

  private List<Long> ids(BatchOutcome outcome) {
    Long[] ids = new Long[entryCount];
    Arrays.fill(ids, 0L);
    long[] stored = outcome.ids();
    for (int i = 0; i < Math.min(stored.length, batch.entries().size()); i++) {
      ids[batch.indexes()[i]] = stored[i];
    }
    return Arrays.asList(ids);
  }

  @Override
  public void failed() {
    observer.onError(ApiErrors.storeAway());
  }

  /** One error for a call of which nothing can be stored, with every field that is wrong. */
  static StatusRuntimeException allBad(List<EntryError> errors) {
    BadRequest.Builder all = BadRequest.newBuilder();
    for (EntryError error : errors) {
      for (Any detail : error.getStatus().getDetailsList()) {
        if (detail.is(BadRequest.class)) {
          all.addAllFieldViolations(unpack(detail).getFieldViolationsList());
        }
      }
    }
    return ApiErrors.badFields(errors.get(0).getStatus().getMessage(), all.build());
  }

  private static BadRequest unpack(Any detail) {
    try {
      return detail.unpack(BadRequest.class);
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
