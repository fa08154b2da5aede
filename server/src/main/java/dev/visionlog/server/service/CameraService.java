package dev.visionlog.server.service;

import com.google.protobuf.FieldMask;
import dev.visionlog.server.store.CameraStore;
import dev.visionlog.server.text.Texts;
import dev.visionlog.v1.Camera;
import dev.visionlog.v1.CameraServiceGrpc;
import dev.visionlog.v1.CreateCameraRequest;
import dev.visionlog.v1.CreateCameraResponse;
import dev.visionlog.v1.DeleteCameraRequest;
import dev.visionlog.v1.DeleteCameraResponse;
import dev.visionlog.v1.GetCameraRequest;
import dev.visionlog.v1.GetCameraResponse;
import dev.visionlog.v1.ListCamerasRequest;
import dev.visionlog.v1.ListCamerasResponse;
import dev.visionlog.v1.UpdateCameraRequest;
import dev.visionlog.v1.UpdateCameraResponse;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The contract's CameraService. */
final class CameraService extends CameraServiceGrpc.CameraServiceImplBase {
  private static final String WHAT = "Camera";
  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 1_000;
  private static final int DEFAULT_PAGE = 100;
  private static final int MAX_PAGE = 1_000;
  private static final Set<String> PATHS = Set.of("name", "description");

  private final CameraStore cameras;
  private final CameraNames names;
  private final Clock clock;

  CameraService(CameraStore cameras, CameraNames names, Clock clock) {
    this.cameras = cameras;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public void createCamera(
      CreateCameraRequest request, StreamObserver<CreateCameraResponse> observer) {
    Calls.answer(
        observer,
        () ->
            changing(
                () ->
                    CreateCameraResponse.newBuilder()
                        .setCamera(create(request.getCamera()))
                        .build()));
  }

  private Camera create(Camera camera) {
    Optional<Long> id =
        camera.hasId() ? Optional.of(id("camera.id", camera.getId())) : Optional.empty();
    return cameras
        .create(id, name(camera), description(camera), Times.micros(clock.instant()))
        .map(CameraService::message)
        .orElseThrow(() -> ApiErrors.alreadyExists(WHAT, camera.getId()));
  }

  @Override
  public void getCamera(GetCameraRequest request, StreamObserver<GetCameraResponse> observer) {
    Calls.answer(
        observer,
        () ->
            cameras
                .get(request.getId())
                .map(camera -> GetCameraResponse.newBuilder().setCamera(message(camera)).build())
                .orElseThrow(() -> ApiErrors.notFound(WHAT, request.getId())));
  }

  @Override
  public void listCameras(
      ListCamerasRequest request, StreamObserver<ListCamerasResponse> observer) {
    Calls.answer(observer, () -> list(request));
  }

  private ListCamerasResponse list(ListCamerasRequest request) {
    int size = Calls.pageSize(request.getPageSize(), DEFAULT_PAGE, MAX_PAGE);
    List<CameraStore.Camera> found = cameras.list(after(request.getPageToken()), size + 1);
    ListCamerasResponse.Builder response = ListCamerasResponse.newBuilder();
    found.stream().limit(size).map(CameraService::message).forEach(response::addCameras);
    if (found.size() > size) {
      response.setNextPageToken(String.valueOf(found.get(size - 1).id()));
    }
    return response.build();
  }

  private static long after(String token) {
    if (token.isEmpty()) {
      return -1;
    }
    try {
      return id("page_token", Long.parseLong(token));
    } catch (NumberFormatException notOurs) {
      throw ApiErrors.badField("page_token", "is not a token that ListCameras has returned");
    }
  }

  @Override
  public void updateCamera(
      UpdateCameraRequest request, StreamObserver<UpdateCameraResponse> observer) {
    Calls.answer(observer, () -> changing(() -> update(request)));
  }

  private UpdateCameraResponse update(UpdateCameraRequest request) {
    Camera camera = request.getCamera();
    if (!camera.hasId()) {
      throw ApiErrors.badField("camera.id", "is required");
    }
    Set<String> paths = paths(request.getUpdateMask(), camera);
    Optional<String> name = paths.contains("name") ? Optional.of(name(camera)) : Optional.empty();
    Optional<String> description =
        paths.contains("description") ? Optional.of(description(camera)) : Optional.empty();
    return cameras
        .update(camera.getId(), name, description, Times.micros(clock.instant()))
        .map(updated -> UpdateCameraResponse.newBuilder().setCamera(message(updated)).build())
        .orElseThrow(() -> ApiErrors.notFound(WHAT, camera.getId()));
  }

  private static Set<String> paths(FieldMask mask, Camera camera) {
    Set<String> paths = new HashSet<>(mask.getPathsList());
    if (paths.isEmpty()) {
      if (!camera.getName().isEmpty()) {
        paths.add("name");
      }
      if (!camera.getDescription().isEmpty()) {
        paths.add("description");
      }
    }
    if (paths.remove("*")) {
      paths.addAll(PATHS);
    }
    for (String path : paths) {
      if (!PATHS.contains(path)) {
        throw ApiErrors.badField(
            "update_mask", "'" + path + "' cannot be updated; name, description and * can");
      }
    }
    return paths;
  }

  @Override
  public void deleteCamera(
      DeleteCameraRequest request, StreamObserver<DeleteCameraResponse> observer) {
    Calls.answer(observer, () -> changing(() -> delete(request.getId())));
  }

  private DeleteCameraResponse delete(long id) {
    if (!cameras.delete(id)) {
      throw ApiErrors.notFound(WHAT, id);
    }
    return DeleteCameraResponse.getDefaultInstance();
  }

  private <T> T changing(Supplier<T> change) {
    T response = change.get();
    names.forget();
    return response;
  }

  private static long id(String field, long id) {
    if (id < 0) {
      throw ApiErrors.badField(field, id + " is negative; 0 or greater is allowed");
    }
    return id;
  }

  private static String name(Camera camera) {
    String name = Texts.clean(camera.getName().strip());
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw ApiErrors.badField(
          "camera.name", "has " + name.length() + " characters; 1 to " + MAX_NAME + " are allowed");
    }
    return name;
  }

  private static String description(Camera camera) {
    String description = Texts.clean(camera.getDescription());
    if (description.length() > MAX_DESCRIPTION) {
      throw ApiErrors.badField(
          "camera.description",
          "has "
              + description.length()
              + " characters; at most "
              + MAX_DESCRIPTION
              + " are allowed");
    }
    return description;
  }

  private static Camera message(CameraStore.Camera camera) {
    return Camera.newBuilder()
        .setId(camera.id())
        .setName(camera.name())
        .setDescription(camera.description())
        .setCreateTime(Times.timestamp(camera.created()))
        .setUpdateTime(Times.timestamp(camera.updated()))
        .build();
  }
}
