package dev.visionlog.server.service;

import dev.visionlog.server.image.ExpiredImages;
import dev.visionlog.server.image.ImageCounters;
import dev.visionlog.server.image.ImageLimits;
import dev.visionlog.server.image.ImageOutcome;
import dev.visionlog.server.image.ImageRetention;
import dev.visionlog.server.image.ImageRow;
import dev.visionlog.server.image.ImageRows;
import dev.visionlog.server.image.ImageStore;
import dev.visionlog.server.image.ImageSweep;
import dev.visionlog.server.image.LoadedImage;
import dev.visionlog.server.image.StoreHealth;
import dev.visionlog.server.image.SweepReport;
import dev.visionlog.server.image.codec.Refusal;
import dev.visionlog.server.model.Detection;
import dev.visionlog.server.model.Prediction;
import dev.visionlog.v1.CheckImagesRequest;
import dev.visionlog.v1.CheckImagesResponse;
import dev.visionlog.v1.CleanupImagesRequest;
import dev.visionlog.v1.CleanupImagesResponse;
import dev.visionlog.v1.GetImageStatsResponse;
import dev.visionlog.v1.GetPredictionImageRequest;
import dev.visionlog.v1.GetPredictionImageResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The calls about images. */
final class ImageCalls {
  private static final int DEFAULT_SIDE = 320;
  private static final int LEAST_SIDE = 16;
  private static final int MOST_SIDE = 1_024;
  private static final int MAX_DAYS = 36_500;

  private final ImageStore store;
  private final ImageRows rows;
  private final ImageSweep sweep;
  private final ImageRetention retention;
  private final Supplier<ImageLimits> limits;
  private final PredictionQueries queries;
  private final PredictionStatistics statistics;

  ImageCalls(
      ImageStore store,
      ImageRows rows,
      ImageSweep sweep,
      ImageRetention retention,
      Supplier<ImageLimits> limits,
      PredictionQueries queries,
      PredictionStatistics statistics) {
    this.store = store;
    this.rows = rows;
    this.sweep = sweep;
    this.retention = retention;
    this.limits = limits;
    this.queries = queries;
    this.statistics = statistics;
  }

  void get(
      GetPredictionImageRequest request,
      ServerCallStreamObserver<GetPredictionImageResponse> observer) {
    Prediction prediction = queries.find(request.getId());
    if (!prediction.image().isStored()) {
      throw ApiErrors.noImage(prediction.id(), prediction.image().missingReason());
    }
    LoadedImage image =
        view(request, prediction)
            .orElseThrow(() -> ApiErrors.noImage(prediction.id(), "its file is not there"));
    new ImageStream(observer, image).start();
  }

  private Optional<LoadedImage> view(GetPredictionImageRequest request, Prediction prediction) {
    String path = prediction.image().path();
    return switch (request.getView()) {
      case IMAGE_VIEW_UNSPECIFIED, ORIGINAL -> store.load(path);
      case THUMBNAIL ->
          store
              .thumbnail(
                  path,
                  side(request.getMaxSide()),
                  request.getWithBoxes() ? prediction.detections() : List.<Detection>of())
              .map(ImageCalls::loaded);
      case ANNOTATED -> store.annotated(path, prediction.detections()).map(ImageCalls::loaded);
      case UNRECOGNIZED ->
          throw ApiErrors.badField("view", "is none of ORIGINAL, THUMBNAIL, ANNOTATED");
    };
  }

  private static int side(int given) {
    if (given == 0) {
      return DEFAULT_SIDE;
    }
    if (given < LEAST_SIDE || given > MOST_SIDE) {
      throw ApiErrors.badField(
          "max_side", given + " is not allowed; " + LEAST_SIDE + " to " + MOST_SIDE + " are");
    }
    return given;
  }

  private static LoadedImage loaded(byte[] bytes) {
    return new LoadedImage(bytes.length, new ByteArrayInputStream(bytes));
  }

  GetImageStatsResponse stats() {
    StoreHealth health = store.check();
    ImageCounters counters = store.counters();
    GetImageStatsResponse.Builder response =
        GetImageStatsResponse.newBuilder()
            .setStorage(statistics.storage())
            .setFreeBytes(Math.max(0, health.freeBytes()))
            .setWritable(health.healthy())
            .setProblem(health.healthy() ? "" : health.message())
            .setSavedCount(counters.saved())
            .setReusedCount(counters.reused() + counters.linked())
            .setRefusedCount(Stream.of(Refusal.values()).mapToLong(counters::refused).sum())
            .setFailedCount(
                Stream.of(ImageOutcome.Trouble.values()).mapToLong(counters::unavailable).sum());
    rows.oldestFirst(null, 1).stream()
        .map(ImageRow::time)
        .forEach(time -> response.setOldestTime(Times.timestamp(time)));
    rows.newest().ifPresent(row -> response.setNewestTime(Times.timestamp(row.time())));
    return response.build();
  }

  CheckImagesResponse check(CheckImagesRequest request) {
    SweepReport report = request.getRepair() ? sweep.mend() : sweep.survey();
    return CheckImagesResponse.newBuilder()
        .setFileCount(report.files())
        .setPredictionCount(report.rows())
        .setOrphanFileCount(report.filesWithoutRow().count())
        .setOrphanFileBytes(report.filesWithoutRow().bytes())
        .setMissingFileCount(report.rowsWithoutFile().count())
        .addAllOrphanFiles(report.filesWithoutRow().examples())
        .addAllMissingIds(report.idsWithoutFile())
        .setLeftoverFileCount(report.temporary().count() + report.unreferenced().count())
        .setLeftoverFileBytes(report.temporary().bytes() + report.unreferenced().bytes())
        .setRepaired(report.mended())
        .setPredictionsRepaired(report.rowsMended())
        .build();
  }

  CleanupImagesResponse cleanup(CleanupImagesRequest request) {
    ImageLimits applied = request.hasDaysToKeep() ? limits(request.getDaysToKeep()) : limits.get();
    ExpiredImages expired =
        request.getDryRun() ? retention.dryRun(applied) : retention.run(applied);
    CleanupImagesResponse.Builder response =
        CleanupImagesResponse.newBuilder()
            .setDeletedCount(expired.count())
            .setDeletedBytes(expired.bytes())
            .setDryRun(request.getDryRun());
    if (expired.oldest() != null) {
      response.setOldestTime(Times.timestamp(expired.oldest()));
    }
    if (expired.newest() != null) {
      response.setNewestTime(Times.timestamp(expired.newest()));
    }
    return response.build();
  }

  private static ImageLimits limits(int days) {
    if (days < 0 || days > MAX_DAYS) {
      throw ApiErrors.badField("days_to_keep", days + " is not allowed; 0 to 36500 are");
    }
    return new ImageLimits(Duration.ofDays(days), 0, 0);
  }
}
