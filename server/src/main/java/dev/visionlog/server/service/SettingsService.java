package dev.visionlog.server.service;

import com.google.protobuf.FieldMask;
import com.google.protobuf.util.FieldMaskUtil;
import dev.visionlog.server.settings.InvalidSettingException;
import dev.visionlog.server.settings.LiveSettings;
import dev.visionlog.v1.GetSettingsRequest;
import dev.visionlog.v1.GetSettingsResponse;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SettingsServiceGrpc;
import dev.visionlog.v1.UpdateSettingsRequest;
import dev.visionlog.v1.UpdateSettingsResponse;
import dev.visionlog.v1.WatchSettingsRequest;
import dev.visionlog.v1.WatchSettingsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The contract's SettingsService. */
final class SettingsService extends SettingsServiceGrpc.SettingsServiceImplBase {
  private static final List<String> TOP =
      List.of("threshold", "source_thresholds", "temporary_thresholds", "time_zone", "retention");

  private static final Set<String> PATHS =
      Set.of(
          "threshold",
          "source_thresholds",
          "temporary_thresholds",
          "time_zone",
          "retention",
          "retention.days",
          "retention.levels",
          "retention.sources",
          "retention.prediction_days",
          "retention.image_days",
          "retention.image_max_bytes",
          "retention.image_min_free_bytes");

  private final LiveSettings settings;
  private final Streams streams;

  SettingsService(LiveSettings settings, Streams streams) {
    this.settings = settings;
    this.streams = streams;
  }

  @Override
  public void getSettings(
      GetSettingsRequest request, StreamObserver<GetSettingsResponse> observer) {
    Calls.answer(
        observer,
        () -> GetSettingsResponse.newBuilder().setSettings(settings.now().settings()).build());
  }

  @Override
  public void updateSettings(
      UpdateSettingsRequest request, StreamObserver<UpdateSettingsResponse> observer) {
    Calls.answer(
        observer, () -> UpdateSettingsResponse.newBuilder().setSettings(update(request)).build());
  }

  private Settings update(UpdateSettingsRequest request) {
    Settings given = request.getSettings();
    FieldMask mask = mask(request);
    FieldMaskUtil.MergeOptions replace =
        new FieldMaskUtil.MergeOptions()
            .setReplaceMessageFields(true)
            .setReplaceRepeatedFields(true)
            .setReplacePrimitiveFields(true);
    try {
      return settings
          .update(
              given.getEtag(),
              before -> {
                Settings.Builder after = before.toBuilder();
                FieldMaskUtil.merge(mask, given, after, replace);
                return after.build();
              })
          .orElseThrow(
              () ->
                  ApiErrors.aborted("The settings have changed meanwhile; read them and try again"))
          .settings();
    } catch (InvalidSettingException invalid) {
      throw ApiErrors.badField("settings." + invalid.field(), String.valueOf(invalid.getMessage()));
    }
  }

  private static FieldMask mask(UpdateSettingsRequest request) {
    List<String> paths = new ArrayList<>(request.getUpdateMask().getPathsList());
    if (paths.isEmpty()) {
      request.getSettings().getAllFields().keySet().stream()
          .map(field -> field.getName())
          .filter(TOP::contains)
          .forEach(paths::add);
    } else if (paths.equals(List.of("*"))) {
      paths = TOP;
    }
    for (String path : paths) {
      if (!PATHS.contains(path)) {
        throw ApiErrors.badField(
            "update_mask",
            "'"
                + path
                + "' cannot be updated; "
                + String.join(", ", PATHS.stream().sorted().toList())
                + " and * can");
      }
    }
    return FieldMask.newBuilder().addAllPaths(paths).build();
  }

  @Override
  public void watchSettings(
      WatchSettingsRequest request, StreamObserver<WatchSettingsResponse> observer) {
    WatchStream stream =
        new WatchStream(
            (ServerCallStreamObserver<WatchSettingsResponse>) observer, settings, streams);
    streams.add(stream);
    stream.start();
  }
}
