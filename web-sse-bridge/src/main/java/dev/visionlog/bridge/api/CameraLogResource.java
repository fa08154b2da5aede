package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Caller;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.Camera;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.GetCameraRequest;
import dev.visionlog.v1.GetCameraResponse;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.ListLogsResponse;
import io.grpc.Status;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The last entries of one camera, which need not be registered: it only needs to have entries. */
final class CameraLogResource {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final Upstream upstream;

  CameraLogResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> list(ApiRequest request) {
    long id = request.id("id");
    int limit = request.parameters("limit").integer("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
    return logs(request.caller(), id, limit)
        .thenCombine(
            camera(request.caller(), id),
            (logs, camera) -> {
              if (camera.isEmpty() && isEmpty(logs)) {
                throw unknown(id).exception();
              }
              return Envelope.ok(
                  "Camera logs fetched successfully", json -> write(id, camera, logs, json));
            });
  }

  private CompletableFuture<ListLogsResponse> logs(Caller caller, long id, int limit) {
    return Answer.of(
        upstream
            .logs(caller)
            .listLogs(
                ListLogsRequest.newBuilder()
                    .setCameraId(id)
                    .setPageSize(limit)
                    .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON)
                    .build()));
  }

  private CompletableFuture<Optional<Camera>> camera(Caller caller, long id) {
    return Answer.of(
            upstream.cameras(caller).getCamera(GetCameraRequest.newBuilder().setId(id).build()))
        .thenApply(GetCameraResponse::getCamera)
        .thenApply(Optional::of)
        .exceptionallyCompose(
            error ->
                Status.fromThrowable(error).getCode() == Status.Code.NOT_FOUND
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : CompletableFuture.failedFuture(error));
  }

  /** A search that has not come to its end may still find some. */
  private static boolean isEmpty(ListLogsResponse logs) {
    return logs.getEntriesCount() == 0 && logs.getNextPageToken().isEmpty();
  }

  private static HttpError unknown(long id) {
    return HttpError.of(HttpStatus.NOT_FOUND, "NOT_FOUND", "Camera with ID " + id + " not found");
  }

  private static void write(
      long id, Optional<Camera> camera, ListLogsResponse logs, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    Entries.write(logs.getEntriesList(), json);
    json.writeNumberField("camera_id", id);
    if (camera.isPresent()) {
      json.writeStringField("camera_name", camera.get().getName());
    }
    json.writeNumberField("count", logs.getEntriesCount());
    if (logs.hasSearchedUntil()) {
      Entries.time("searched_until", logs.getSearchedUntil(), json);
    }
    json.writeEndObject();
  }
}
