package dev.visionlog.bridge.api;

import com.linecorp.armeria.common.HttpResponse;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.DeleteLogsRequest;
import dev.visionlog.v1.DeletePredictionsRequest;
import dev.visionlog.v1.DeletePredictionsResponse;
import io.grpc.stub.AbstractStub;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Deletes by age or by filter: {@code DELETE /api/logs/cleanup}, {@code DELETE
 * /api/predictions/cleanup}.
 */
final class CleanupResource {
  private final Upstream upstream;

  CleanupResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> deleteLogs(ApiRequest request) {
    DeletionTarget target = DeletionTarget.of(request.parameters(DeletionTarget.PARAMETERS));
    DeleteLogsRequest.Builder wanted = DeleteLogsRequest.newBuilder().setDryRun(target.dryRun());
    target.days().ifPresent(wanted::setDaysToKeep);
    target.filter().ifPresent(wanted::setFilter);
    return Answer.of(patient(upstream.logs(request.caller()), request).deleteLogs(wanted.build()))
        .thenApply(
            deleted ->
                answer(target, "log entry", "log entries", deleted.getDeletedCount(), json -> {}));
  }

  CompletionStage<HttpResponse> deletePredictions(ApiRequest request) {
    DeletionTarget target = DeletionTarget.of(request.parameters(DeletionTarget.PARAMETERS));
    DeletePredictionsRequest.Builder wanted =
        DeletePredictionsRequest.newBuilder().setDryRun(target.dryRun());
    target.days().ifPresent(wanted::setDaysToKeep);
    target.filter().ifPresent(wanted::setFilter);
    return Answer.of(
            patient(upstream.predictions(request.caller()), request)
                .deletePredictions(wanted.build()))
        .thenApply(deleted -> answer(target, deleted));
  }

  private static HttpResponse answer(DeletionTarget target, DeletePredictionsResponse deleted) {
    return answer(
        target,
        "prediction",
        "predictions",
        deleted.getDeletedCount(),
        json -> {
          json.writeNumberField("deleted_images", deleted.getDeletedImages());
          json.writeNumberField("deleted_image_bytes", deleted.getDeletedImageBytes());
        });
  }

  private static HttpResponse answer(
      DeletionTarget target, String one, String many, long count, Envelope.Data more) {
    return Envelope.ok(
        target.message(count, one, many),
        json -> {
          json.writeStartObject();
          json.writeNumberField("deleted_count", count);
          more.write(json);
          target.write(json);
          json.writeEndObject();
        });
  }

  private static <S extends AbstractStub<S>> S patient(S stub, ApiRequest request) {
    request.context().setRequestTimeout(DeletionTarget.WITHIN);
    return stub.withDeadlineAfter(DeletionTarget.WITHIN.toSeconds(), TimeUnit.SECONDS);
  }
}
