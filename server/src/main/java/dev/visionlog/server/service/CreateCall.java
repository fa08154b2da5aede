package dev.visionlog.server.service;

import com.google.rpc.BadRequest;
import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.server.pipeline.BatchListener;
import dev.visionlog.v1.EntryError;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Answers one unary batch when it is durable. */
final class CreateCall<R> implements BatchListener {
  private final StreamObserver<R> observer;
  private final String list;
  private final ReadBatch<?> batch;
  private final int entryCount;
  private final Response<R> response;

  /**
   * @param list the name of the request's list
   * @param entryCount how many entries the request had
   */
  CreateCall(
      StreamObserver<R> observer,
      String list,
      ReadBatch<?> batch,
      int entryCount,
      Response<R> response) {
    this.observer = observer;
    this.list = list;
    this.batch = batch;
    this.entryCount = entryCount;
    this.response = response;
  }

  /** Makes the answer. */
  interface Response<R> {

    /**
     * @param ids one for each entry of the request; 0 for one that was not stored
     */
    R of(List<Long> ids, List<EntryError> errors);
  }

  @Override
  public void stored(BatchOutcome outcome) {
    BatchOutcome all = outcome.duplicate() ? outcome : outcome.spread(entryCount, batch.indexes());
    List<EntryError> errors = new ArrayList<>(batch.errors());
    all.rejected().forEach((i, reason) -> errors.add(EntryErrors.refused(i, list, reason)));
    if (errors.size() == entryCount) {
      observer.onError(allBad(errors));
      return;
    }
    observer.onNext(response.of(Arrays.stream(all.ids()).boxed().toList(), errors));
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
