package dev.visionlog.cli;

import com.google.protobuf.util.FieldMaskUtil;
import com.google.rpc.Code;
import dev.visionlog.v1.Camera;
import dev.visionlog.v1.CameraServiceGrpc.CameraServiceImplBase;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Cameras in memory, listed one a page. */
final class FakeCameraService extends CameraServiceImplBase {
  private final Map<Long, Camera> cameras = new ConcurrentSkipListMap<>();

  @Override
  public void createCamera(
      CreateCameraRequest request, StreamObserver<CreateCameraResponse> answer) {
    Camera camera = request.getCamera();
    long id = camera.hasId() ? camera.getId() : cameras.size() + 1;
    if (cameras.containsKey(id)) {
      answer.onError(FakeLogService.error(Code.ALREADY_EXISTS, "There is a camera " + id, ""));
      return;
    }
    cameras.put(id, camera.toBuilder().setId(id).build());
    answer.onNext(CreateCameraResponse.newBuilder().setCamera(cameras.get(id)).build());
    answer.onCompleted();
  }

  @Override
  public void getCamera(GetCameraRequest request, StreamObserver<GetCameraResponse> answer) {
    Camera camera = cameras.get(request.getId());
    if (camera == null) {
      answer.onError(
          FakeLogService.error(Code.NOT_FOUND, "There is no camera " + request.getId(), ""));
      return;
    }
    answer.onNext(GetCameraResponse.newBuilder().setCamera(camera).build());
    answer.onCompleted();
  }

  @Override
  public void listCameras(ListCamerasRequest request, StreamObserver<ListCamerasResponse> answer) {
    int index = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    List<Camera> all = new ArrayList<>(cameras.values());
    ListCamerasResponse.Builder page = ListCamerasResponse.newBuilder();
    if (index < all.size()) {
      page.addCameras(all.get(index));
    }
    page.setNextPageToken(index + 1 < all.size() ? Integer.toString(index + 1) : "");
    answer.onNext(page.build());
    answer.onCompleted();
  }

  @Override
  public void updateCamera(
      UpdateCameraRequest request, StreamObserver<UpdateCameraResponse> answer) {
    Camera.Builder camera =
        cameras.getOrDefault(request.getCamera().getId(), Camera.getDefaultInstance()).toBuilder();
    FieldMaskUtil.merge(request.getUpdateMask(), request.getCamera(), camera);
    cameras.put(camera.getId(), camera.build());
    answer.onNext(UpdateCameraResponse.newBuilder().setCamera(camera).build());
    answer.onCompleted();
  }

  @Override
  public void deleteCamera(
      DeleteCameraRequest request, StreamObserver<DeleteCameraResponse> answer) {
    cameras.remove(request.getId());
    answer.onNext(DeleteCameraResponse.getDefaultInstance());
    answer.onCompleted();
  }
}
