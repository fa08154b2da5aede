package dev.visionlog.server.service;

import com.google.protobuf.ByteString;
import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.Session;
import dev.visionlog.v1.EntryError;
import dev.visionlog.v1.UploadPredictionRequest;
import dev.visionlog.v1.UploadPredictionResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One prediction whose image comes in pieces. For gRPC's threads, one at a time. */
final class UploadStream implements StreamObserver<UploadPredictionRequest> {
  private final StreamObserver<UploadPredictionResponse> observer;
  private final IngestPipeline<Prediction> pipeline;
  private final PredictionReader reader;
  private final long mostBytes;
  private dev.visionlog.v1.@Nullable Prediction prediction;
  private @Nullable UUID requestId;
  private ByteString image = ByteString.EMPTY;
  private boolean failed;

  /**
   * @param mostBytes of the image
   */
  UploadStream(
      StreamObserver<UploadPredictionResponse> observer,
      IngestPipeline<Prediction> pipeline,
      PredictionReader reader,
      long mostBytes) {
    this.observer = observer;
    this.pipeline = pipeline;
    this.reader = reader;
    this.mostBytes = mostBytes;
  }

  @Override
  public void onNext(UploadPredictionRequest request) {
    if (failed) {
      return;
    }
    try {
      take(request);
    } catch (RuntimeException error) {
      fail(error);
    }
  }

  private void take(UploadPredictionRequest request) {
    switch (request.getPartCase()) {
      case PREDICTION -> takePrediction(request);
      case CHUNK -> takeChunk(request.getChunk());
      case PART_NOT_SET ->
          throw ApiErrors.badField("part", "is not set; prediction or chunk is required");
    }
  }

  private void takePrediction(UploadPredictionRequest request) {
    if (prediction != null) {
      throw ApiErrors.badField("prediction", "came twice; it comes once, in the first message");
    }
    if (!request.getPrediction().getImage().getData().isEmpty()) {
      throw ApiErrors.badField(
          "prediction.image.data", "is set; the image comes as chunks after the prediction");
    }
    if (!request.getRequestId().isEmpty()) {
      requestId = Uuids.parse("request_id", request.getRequestId());
    }
    if (!pipeline.hasRoom()) {
      throw ApiErrors.overloaded("PIPELINE_FULL", "The server is busy; try again");
    }
    prediction = request.getPrediction();
  }

  private void takeChunk(ByteString chunk) {
    if (prediction == null) {
      throw ApiErrors.badField("chunk", "came before the prediction, which comes first");
    }
    if (image.size() + (long) chunk.size() > mostBytes) {
      throw ApiErrors.badField(
          "chunk", "makes the image larger than " + mostBytes + " bytes, the most that is allowed");
    }
    image = image.concat(chunk);
  }

  private void fail(RuntimeException error) {
    failed = true;
    image = ByteString.EMPTY;
    observer.onError(ApiErrors.of(error));
  }

  @Override
  public void onError(Throwable cancelled) {
    failed = true;
    image = ByteString.EMPTY;
  }

  @Override
  public void onCompleted() {
    if (failed) {
      return;
    }
    try {
      store();
    } catch (RuntimeException error) {
      fail(error);
    }
  }

  private void store() {
    if (prediction == null) {
      throw ApiErrors.badField("prediction", "is missing; it comes in the first message");
    }
    ReadBatch<Prediction> batch = reader.read(prediction, image.asReadOnlyByteBuffer());
    if (!batch.errors().isEmpty()) {
      throw CreateCall.allBad(batch.errors());
    }
    Batch.Request request =
        requestId == null ? null : new Batch.Request(requestId, 1, batch.indexes());
    pipeline.submit(
        new Batch<>(null, request, batch.entries()),
        new Session(),
        new CreateCall<>(
            observer,
            PredictionReader.LIST,
            batch,
            1,
            (ids, errors) -> response(ids, batch.imageErrors())));
  }

  private static UploadPredictionResponse response(List<Long> ids, List<EntryError> imageErrors) {
    UploadPredictionResponse.Builder response =
        UploadPredictionResponse.newBuilder().setId(ids.get(0));
    imageErrors.forEach(response::setImageError);
    return response.build();
  }
}
