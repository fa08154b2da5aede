package dev.visionlog.cli;

import com.google.protobuf.util.FieldMaskUtil;
import dev.visionlog.v1.GetSettingsRequest;
import dev.visionlog.v1.GetSettingsResponse;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SettingsServiceGrpc.SettingsServiceImplBase;
import dev.visionlog.v1.UpdateSettingsRequest;
import dev.visionlog.v1.UpdateSettingsResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** Settings with an etag; others can change them just before an update. */
final class FakeSettingsService extends SettingsServiceImplBase {
  Settings settings =
      Settings.newBuilder()
          .setThreshold(LogLevel.TRACE)
          .setEffectiveThreshold(LogLevel.TRACE)
          .setTimeZone("UTC")
          .setEtag("0")
          .build();

  /** How many updates come too late because someone else was faster. */
  int conflicts;

  @Override
  public void getSettings(GetSettingsRequest request, StreamObserver<GetSettingsResponse> answer) {
    answer.onNext(GetSettingsResponse.newBuilder().setSettings(settings).build());
    answer.onCompleted();
  }

  @Override
  public void updateSettings(
      UpdateSettingsRequest request, StreamObserver<UpdateSettingsResponse> answer) {
    if (conflicts > 0) {
      conflicts--;
      settings =
          settings.toBuilder().setTimeZone("Asia/Kathmandu").setEtag("other " + conflicts).build();
    }
    if (!request.getSettings().getEtag().equals(settings.getEtag())) {
      answer.onError(
          Status.ABORTED.withDescription("The settings have changed").asRuntimeException());
      return;
    }
    Settings.Builder changed = settings.toBuilder();
    FieldMaskUtil.merge(
        request.getUpdateMask(),
        request.getSettings(),
        changed,
        new FieldMaskUtil.MergeOptions()
            .setReplaceRepeatedFields(true)
            .setReplacePrimitiveFields(true));
    settings = changed.setEtag(settings.getEtag() + "+").build();
    answer.onNext(UpdateSettingsResponse.newBuilder().setSettings(settings).build());
    answer.onCompleted();
  }
}
