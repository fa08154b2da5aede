package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.FieldMask;
import com.linecorp.armeria.common.HttpResponse;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.json.ProtoJson;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Caller;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.Camera;
import dev.visionlog.v1.CreateCameraRequest;
import dev.visionlog.v1.DeleteCameraRequest;
import dev.visionlog.v1.GetCameraRequest;
import dev.visionlog.v1.ListCamerasRequest;
import dev.visionlog.v1.ListCamerasResponse;
import dev.visionlog.v1.UpdateCameraRequest;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The cameras' names: {@code /api/cameras}. */
final class CameraResource {
  private static final String PATH = "/api/cameras/";
  private static final int MAX_PAGE = 1_000;

  /** So many are gathered for whoever asks for no page. */
  private static final int MAX_GATHERED = 10_000;

  private final Upstream upstream;

  CameraResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> list(ApiRequest request) {
    Parameters parameters = request.parameters("limit", "page_token");
    OptionalInt limit = parameters.integer("limit", 1, MAX_PAGE);
    ListCamerasRequest.Builder first = ListCamerasRequest.newBuilder();
    first.setPageSize(limit.orElse(MAX_PAGE));
    parameters.text("page_token").ifPresent(first::setPageToken);
    CompletableFuture<ListCamerasResponse> cameras =
        limit.isPresent() || !first.getPageToken().isEmpty()
            ? page(request.caller(), first)
            : gather(request.caller(), first, ListCamerasResponse.newBuilder());
    return cameras.thenApply(
        found -> Envelope.ok("Cameras fetched successfully", json -> write(found, json)));
  }

  private CompletableFuture<ListCamerasResponse> page(
      Caller caller, ListCamerasRequest.Builder page) {
    return Answer.of(upstream.cameras(caller).listCameras(page.build()));
  }

  private CompletableFuture<ListCamerasResponse> gather(
      Caller caller, ListCamerasRequest.Builder next, ListCamerasResponse.Builder gathered) {
    return page(caller, next)
        .thenCompose(
            page -> {
              gathered.mergeFrom(page).setNextPageToken(page.getNextPageToken());
              return page.getNextPageToken().isEmpty() || gathered.getCamerasCount() >= MAX_GATHERED
                  ? CompletableFuture.completedFuture(gathered.build())
                  : gather(caller, next.setPageToken(page.getNextPageToken()), gathered);
            });
  }

  private static void write(ListCamerasResponse found, JsonGenerator json) throws IOException {
    json.writeStartObject();
    ProtoJson.writeFields(found, json);
    json.writeNumberField("count", found.getCamerasCount());
    json.writeEndObject();
  }

  CompletionStage<HttpResponse> create(ApiRequest request) {
    request.parameters();
    Camera.Builder camera = Camera.newBuilder();
    request.readInto(camera, "id", "name", "description");
    CreateCameraRequest wanted = CreateCameraRequest.newBuilder().setCamera(camera).build();
    return Answer.of(upstream.cameras(request.caller()).createCamera(wanted))
        .thenApply(
            answer ->
                Envelope.created(
                    PATH + answer.getCamera().getId(),
                    "Camera created successfully",
                    json -> write(answer.getCamera(), json)));
  }

  CompletionStage<HttpResponse> get(ApiRequest request) {
    request.parameters();
    GetCameraRequest wanted = GetCameraRequest.newBuilder().setId(request.id("id")).build();
    return Answer.of(upstream.cameras(request.caller()).getCamera(wanted))
        .thenApply(
            answer ->
                Envelope.ok(
                    "Camera fetched successfully", json -> write(answer.getCamera(), json)));
  }

  /** Changes what the body names, and nothing else. */
  CompletionStage<HttpResponse> update(ApiRequest request) {
    request.parameters();
    Camera.Builder camera = Camera.newBuilder();
    Set<String> names = request.readInto(camera, "name", "description");
    if (names.isEmpty()) {
      throw HttpError.badField("body", "The body names nothing that is to be changed").exception();
    }
    UpdateCameraRequest wanted =
        UpdateCameraRequest.newBuilder()
            .setCamera(camera.setId(request.id("id")))
            .setUpdateMask(FieldMask.newBuilder().addAllPaths(names))
            .build();
    return Answer.of(upstream.cameras(request.caller()).updateCamera(wanted))
        .thenApply(
            answer ->
                Envelope.ok(
                    "Camera updated successfully", json -> write(answer.getCamera(), json)));
  }

  /** Its entries stay. */
  CompletionStage<HttpResponse> delete(ApiRequest request) {
    request.parameters();
    long id = request.id("id");
    DeleteCameraRequest wanted = DeleteCameraRequest.newBuilder().setId(id).build();
    return Answer.of(upstream.cameras(request.caller()).deleteCamera(wanted))
        .thenApply(
            answer ->
                Envelope.ok(
                    "Camera deleted successfully",
                    json -> {
                      json.writeStartObject();
                      json.writeNumberField("camera_id", id);
                      json.writeEndObject();
                    }));
  }

  private static void write(Camera camera, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeFieldName("camera");
    ProtoJson.write(camera, json);
    json.writeEndObject();
  }
}
