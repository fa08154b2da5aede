package dev.visionlog.client;

import dev.visionlog.v1.EntryError;
import dev.visionlog.v1.Prediction;
import dev.visionlog.v1.PredictionServiceGrpc;
import dev.visionlog.v1.WritePredictionsRequest;
import dev.visionlog.v1.WritePredictionsResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Takes predictions as the contract says: keeps them, and the last number of each writer, so that a
 * batch that comes again is acknowledged and not kept again. A test chooses which batches it fails
 * at, before or after it has kept them.
 */
final class PredictionRecorder extends PredictionServiceGrpc.PredictionServiceImplBase {
  final List<WritePredictionsRequest> seen = new CopyOnWriteArrayList<>();
  final List<Prediction> stored = new CopyOnWriteArrayList<>();
  private final Map<String, Long> lastNumbers = new ConcurrentHashMap<>();
  volatile Predicate<WritePredictionsRequest> failsBefore = request -> false;
  volatile Predicate<WritePredictionsRequest> failsAfter = request -> false;
  volatile Predicate<Prediction> refuses = prediction -> false;
  volatile Predicate<Prediction> losesImage = prediction -> false;

  List<String> storedIds() {
    return stored.stream().map(Prediction::getImageId).toList();
  }

  private WritePredictionsResponse keep(WritePredictionsRequest request) {
    long last = lastNumbers.getOrDefault(request.getWriterId(), 0L);
    boolean duplicate = request.getSequence() <= last;
    WritePredictionsResponse.Builder answer =
        WritePredictionsResponse.newBuilder()
            .setAckedSequence(Math.max(last, request.getSequence()))
            .setDuplicate(duplicate);
    for (int i = 0; i < request.getPredictionsCount() && !duplicate; i++) {
      keep(i, request.getPredictions(i), answer);
    }
    lastNumbers.merge(request.getWriterId(), request.getSequence(), Math::max);
    return answer.build();
  }

  private void keep(int index, Prediction prediction, WritePredictionsResponse.Builder answer) {
    if (refuses.test(prediction)) {
      answer.addErrors(error(index, "Invalid image_id"));
      return;
    }
    if (losesImage.test(prediction)) {
      answer.addImageErrors(error(index, "The disk is full"));
    }
    stored.add(prediction);
  }

  private static EntryError error(int index, String reason) {
    return EntryError.newBuilder()
        .setIndex(index)
        .setStatus(com.google.rpc.Status.newBuilder().setMessage(reason))
        .build();
  }

  @Override
  public StreamObserver<WritePredictionsRequest> writePredictions(
      StreamObserver<WritePredictionsResponse> answers) {
    return new StreamObserver<>() {
      private boolean ended;

      @Override
      public void onNext(WritePredictionsRequest request) {
        if (ended) {
          return;
        }
        seen.add(request);
        boolean failed = failsBefore.test(request);
        if (!failed) {
          WritePredictionsResponse answer = keep(request);
          failed = failsAfter.test(request);
          if (!failed) {
            answers.onNext(answer);
          }
        }
        if (failed) {
          ended = true;
          answers.onError(Status.UNAVAILABLE.asRuntimeException());
        }
      }

      @Override
      public void onError(Throwable cancelled) {}

      @Override
      public void onCompleted() {
        if (!ended) {
          answers.onCompleted();
        }
      }
    };
  }
}
