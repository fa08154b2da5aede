package dev.visionlog.server.service;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.Batch;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.server.pipeline.IngestPipeline;
import dev.visionlog.server.pipeline.Session;
import dev.visionlog.server.store.Deleted;
import dev.visionlog.server.store.EntryDeletion;
import dev.visionlog.v1.CheckImagesRequest;
import dev.visionlog.v1.CheckImagesResponse;
import dev.visionlog.v1.CleanupImagesRequest;
import dev.visionlog.v1.CleanupImagesResponse;
import dev.visionlog.v1.CreatePredictionsRequest;
import dev.visionlog.v1.CreatePredictionsResponse;
import dev.visionlog.v1.DeletePredictionsRequest;
import dev.visionlog.v1.DeletePredictionsResponse;
import dev.visionlog.v1.ExportPredictionsRequest;
import dev.visionlog.v1.ExportPredictionsResponse;
import dev.visionlog.v1.GetImageStatsRequest;
import dev.visionlog.v1.GetImageStatsResponse;
import dev.visionlog.v1.GetPredictionHistogramRequest;
import dev.visionlog.v1.GetPredictionHistogramResponse;
import dev.visionlog.v1.GetPredictionImageRequest;
import dev.visionlog.v1.GetPredictionImageResponse;
import dev.visionlog.v1.GetPredictionRequest;
import dev.visionlog.v1.GetPredictionResponse;
import dev.visionlog.v1.GetPredictionStatsRequest;
import dev.visionlog.v1.GetPredictionStatsResponse;
import dev.visionlog.v1.ListPredictionsRequest;
import dev.visionlog.v1.ListPredictionsResponse;
import dev.visionlog.v1.PredictionServiceGrpc;
import dev.visionlog.v1.TailPredictionsRequest;
import dev.visionlog.v1.TailPredictionsResponse;
import dev.visionlog.v1.UploadPredictionRequest;
import dev.visionlog.v1.UploadPredictionResponse;
import dev.visionlog.v1.WritePredictionsRequest;
import dev.visionlog.v1.WritePredictionsResponse;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.OptionalLong;
import java.util.UUID;

/** The contract's PredictionService. */
final class PredictionService extends PredictionServiceGrpc.PredictionServiceImplBase {
  private final IngestPipeline<Prediction> pipeline;
  private final PredictionReader reader;
  private final PredictionProtocol protocol;
  private final PredictionWriter writer;
  private final EntryDeletion deletion;
  private final DeletionCutoff cutoff;
  private final PredictionQueries queries;
  private final PredictionStatistics statistics;
  private final PredictionExports exports;
  private final ImageCalls images;
  private final TailCalls<Prediction> tails;
  private final Streams streams;
  private final long mostImageBytes;

  PredictionService(
      IngestPipeline<Prediction> pipeline,
      PredictionReader reader,
      PredictionWriter writer,
      EntryDeletion deletion,
      DeletionCutoff cutoff,
      PredictionQueries queries,
      PredictionStatistics statistics,
      PredictionExports exports,
      ImageCalls images,
      TailCalls<Prediction> tails,
      Streams streams,
      long mostImageBytes) {
    this.pipeline = pipeline;
    this.reader = reader;
    this.protocol = new PredictionProtocol(reader);
    this.writer = writer;
    this.deletion = deletion;
    this.cutoff = cutoff;
    this.queries = queries;
    this.statistics = statistics;
    this.exports = exports;
    this.images = images;
    this.tails = tails;
    this.streams = streams;
    this.mostImageBytes = mostImageBytes;
  }

  @Override
  public StreamObserver<WritePredictionsRequest> writePredictions(
      StreamObserver<WritePredictionsResponse> observer) {
    WriteStream<WritePredictionsRequest, WritePredictionsResponse, Prediction> stream =
        new WriteStream<>(observer, pipeline, protocol, streams::remove);
    streams.add(stream);
    return stream;
  }

  @Override
  public void createPredictions(
      CreatePredictionsRequest request, StreamObserver<CreatePredictionsResponse> observer) {
    try {
      create(request, observer);
    } catch (RuntimeException error) {
      observer.onError(ApiErrors.of(error));
    }
  }

  private void create(
      CreatePredictionsRequest request, StreamObserver<CreatePredictionsResponse> observer) {
    int count = request.getPredictionsCount();
    if (count == 0) {
      throw ApiErrors.badField(
          PredictionReader.LIST,
          "is empty; 1 to " + PredictionReader.MAX_PREDICTIONS + " predictions are allowed");
    }
    UUID requestId =
        request.getRequestId().isEmpty() ? null : Uuids.parse("request_id", request.getRequestId());
    if (!pipeline.hasRoom()) {
      throw ApiErrors.overloaded("PIPELINE_FULL", "The server is busy; try again");
    }
    ReadBatch<Prediction> batch = reader.read(request.getPredictionsList());
    if (batch.errors().size() == count) {
      throw CreateCall.allBad(batch.errors());
    }
    pipeline.submit(
        new Batch<>(
            null,
            requestId == null ? null : new Batch.Request(requestId, count, batch.indexes()),
            batch.entries()),
        new Session(),
        new CreateCall<>(
            observer,
            PredictionReader.LIST,
            batch,
            count,
            (ids, errors) ->
                CreatePredictionsResponse.newBuilder()
                    .addAllIds(ids)
                    .addAllErrors(errors)
                    .addAllImageErrors(batch.imageErrors())
                    .build()));
  }

  @Override
  public StreamObserver<UploadPredictionRequest> uploadPrediction(
      StreamObserver<UploadPredictionResponse> observer) {
    return new UploadStream(observer, pipeline, reader, mostImageBytes);
  }

  @Override
  public void getPrediction(
      GetPredictionRequest request, StreamObserver<GetPredictionResponse> observer) {
    Calls.answer(observer, () -> queries.get(request));
  }

  @Override
  public void listPredictions(
      ListPredictionsRequest request, StreamObserver<ListPredictionsResponse> observer) {
    Calls.answer(observer, () -> queries.list(request));
  }

  @Override
  public void tailPredictions(
      TailPredictionsRequest request, StreamObserver<TailPredictionsResponse> observer) {
    try {
      tails.start(
          new TailCalls.Wish(
              PredictionFilters.parse(request.getFilter()),
              request.hasAfterPosition()
                  ? OptionalLong.of(request.getAfterPosition())
                  : OptionalLong.empty(),
              request.getBacklog()),
          new PredictionTailResponses(writer, request.getExtraFormat()),
          (ServerCallStreamObserver<TailPredictionsResponse>) observer);
    } catch (RuntimeException error) {
      observer.onError(ApiErrors.of(error));
    }
  }

  @Override
  public void getPredictionStats(
      GetPredictionStatsRequest request, StreamObserver<GetPredictionStatsResponse> observer) {
    Calls.answer(
        observer,
        () -> GetPredictionStatsResponse.newBuilder().setStats(statistics.stats(request)).build());
  }

  @Override
  public void getPredictionHistogram(
      GetPredictionHistogramRequest request,
      StreamObserver<GetPredictionHistogramResponse> observer) {
    Calls.answer(observer, () -> statistics.histogram(request));
  }

  @Override
  public void exportPredictions(
      ExportPredictionsRequest request, StreamObserver<ExportPredictionsResponse> observer) {
    try {
      exports.start(request, (ServerCallStreamObserver<ExportPredictionsResponse>) observer);
    } catch (RuntimeException error) {
      observer.onError(ApiErrors.of(error));
    }
  }

  @Override
  public void deletePredictions(
      DeletePredictionsRequest request, StreamObserver<DeletePredictionsResponse> observer) {
    Calls.answer(observer, () -> delete(request));
  }

  private DeletePredictionsResponse delete(DeletePredictionsRequest request) {
    Context context = Context.current();
    Deleted deleted =
        switch (request.getTargetCase()) {
          case FILTER -> deleteMatching(request, context);
          case DAYS_TO_KEEP ->
              cutoff.delete(
                  request.getDaysToKeep(), request.getDryRun(), deletion, context::isCancelled);
          case TARGET_NOT_SET ->
              throw ApiErrors.badField("target", "is not set; days_to_keep or filter is required");
        };
    return DeletePredictionsResponse.newBuilder()
        .setDeletedCount(deleted.entries())
        .setDeletedImages(deleted.images())
        .setDeletedImageBytes(deleted.imageBytes())
        .setDryRun(request.getDryRun())
        .build();
  }

  private Deleted deleteMatching(DeletePredictionsRequest request, Context context) {
    Filter filter = PredictionFilters.parse(request.getFilter());
    if (filter.equals(Filter.ALL)) {
      throw ApiErrors.badField("filter", "is empty; to delete everything, set days_to_keep to 0");
    }
    return request.getDryRun()
        ? deletion.count(filter)
        : deletion.delete(filter, context::isCancelled);
  }

  @Override
  public void getPredictionImage(
      GetPredictionImageRequest request, StreamObserver<GetPredictionImageResponse> observer) {
    try {
      images.get(request, (ServerCallStreamObserver<GetPredictionImageResponse>) observer);
    } catch (RuntimeException error) {
      observer.onError(ApiErrors.of(error));
    }
  }

  @Override
  public void getImageStats(
      GetImageStatsRequest request, StreamObserver<GetImageStatsResponse> observer) {
    Calls.answer(observer, images::stats);
  }

  @Override
  public void checkImages(
      CheckImagesRequest request, StreamObserver<CheckImagesResponse> observer) {
    Calls.answer(observer, () -> images.check(request));
  }

  @Override
  public void cleanupImages(
      CleanupImagesRequest request, StreamObserver<CleanupImagesResponse> observer) {
    Calls.answer(observer, () -> images.cleanup(request));
  }
}
