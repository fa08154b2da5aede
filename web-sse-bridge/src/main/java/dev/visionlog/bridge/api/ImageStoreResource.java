package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.HttpResponse;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.json.ProtoJson;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.CheckImagesRequest;
import dev.visionlog.v1.CleanupImagesRequest;
import dev.visionlog.v1.CleanupImagesResponse;
import dev.visionlog.v1.GetImageStatsRequest;
import dev.visionlog.v1.PredictionServiceGrpc.PredictionServiceFutureStub;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The stored images as such: {@code /api/images/stats}, {@code …/check}, {@code …/cleanup}. */
final class ImageStoreResource {
  private static final String REPAIR = "repair";

  private final Upstream upstream;

  ImageStoreResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> stats(ApiRequest request) {
    request.parameters();
    return Answer.of(
            upstream
                .predictions(request.caller())
                .getImageStats(GetImageStatsRequest.getDefaultInstance()))
        .thenApply(
            stats ->
                Envelope.ok(
                    "Image statistics fetched successfully", json -> ProtoJson.write(stats, json)));
  }

  /** Compares images with predictions, and mends what it finds if it is told to. */
  CompletionStage<HttpResponse> check(ApiRequest request) {
    boolean repair = request.parameters(REPAIR).flag(REPAIR).orElse(false);
    CheckImagesRequest wanted = CheckImagesRequest.newBuilder().setRepair(repair).build();
    return Answer.of(patient(request).checkImages(wanted))
        .thenApply(
            report ->
                Envelope.ok(
                    repair ? "Images checked and mended" : "Images checked",
                    json -> ProtoJson.write(report, json)));
  }

  /** Images go, and their predictions stay. */
  CompletionStage<HttpResponse> cleanup(ApiRequest request) {
    Parameters parameters = request.parameters(DeletionTarget.DAYS, DeletionTarget.DRY_RUN);
    CleanupImagesRequest.Builder wanted =
        CleanupImagesRequest.newBuilder()
            .setDryRun(parameters.flag(DeletionTarget.DRY_RUN).orElse(false));
    parameters
        .integer(DeletionTarget.DAYS, 0, DeletionTarget.MAX_DAYS)
        .ifPresent(wanted::setDaysToKeep);
    return Answer.of(patient(request).cleanupImages(wanted.build()))
        .thenApply(
            deleted -> Envelope.ok(message(deleted), json -> ProtoJson.write(deleted, json)));
  }

  private static String message(CleanupImagesResponse deleted) {
    String images =
        String.format(
            Locale.ROOT,
            "%,d %s",
            deleted.getDeletedCount(),
            deleted.getDeletedCount() == 1 ? "image" : "images");
    return deleted.getDryRun() ? images + " would be deleted" : "Deleted " + images;
  }

  /** For what looks at every file there is. */
  private PredictionServiceFutureStub patient(ApiRequest request) {
    request.context().setRequestTimeout(DeletionTarget.WITHIN);
    return upstream
        .predictions(request.caller())
        .withDeadlineAfter(DeletionTarget.WITHIN.toSeconds(), TimeUnit.SECONDS);
  }
}
