package dev.visionlog.bridge.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.FieldMask;
import com.linecorp.armeria.common.HttpResponse;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.json.ProtoJson;
import dev.visionlog.bridge.upstream.Answer;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.GetSettingsRequest;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.UpdateSettingsRequest;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What the people who run the system have chosen: {@code /api/settings}. */
final class SettingsResource {
  private static final String RETENTION = "retention";

  /** Not a setting, but which settings are meant: those that someone has read before. */
  private static final String ETAG = "etag";

  private final Upstream upstream;

  SettingsResource(Upstream upstream) {
    this.upstream = upstream;
  }

  CompletionStage<HttpResponse> get(ApiRequest request) {
    request.parameters();
    return Answer.of(
            upstream
                .settings(request.caller())
                .getSettings(GetSettingsRequest.getDefaultInstance()))
        .thenApply(answer -> answer("Settings fetched successfully", answer.getSettings()));
  }

  /** Changes what the body names, and nothing else. */
  CompletionStage<HttpResponse> update(ApiRequest request) {
    request.parameters();
    Settings.Builder settings = Settings.newBuilder();
    request.readInto(
        settings,
        "threshold",
        "source_thresholds",
        "temporary_thresholds",
        "time_zone",
        RETENTION,
        ETAG);
    UpdateSettingsRequest change =
        UpdateSettingsRequest.newBuilder()
            .setSettings(settings)
            .setUpdateMask(mask(request.object()))
            .build();
    return Answer.of(upstream.settings(request.caller()).updateSettings(change))
        .thenApply(answer -> answer("Settings updated successfully", answer.getSettings()));
  }

  /** A part of the retention that is not named stays as it is. */
  private static FieldMask mask(ObjectNode body) {
    FieldMask.Builder mask = FieldMask.newBuilder();
    Set<String> names = ApiRequest.names(body);
    for (String name : names) {
      if (name.equals(RETENTION)) {
        ApiRequest.names((ObjectNode) body.get(RETENTION)).stream()
            .map(part -> RETENTION + "." + part)
            .forEach(mask::addPaths);
      } else if (!name.equals(ETAG)) {
        mask.addPaths(name);
      }
    }
    if (mask.getPathsCount() == 0) {
      throw HttpError.badField("body", "The body names nothing that is to be changed").exception();
    }
    return mask.build();
  }

  private static HttpResponse answer(String message, Settings settings) {
    return Envelope.ok(
        message,
        json -> {
          json.writeStartObject();
          json.writeFieldName("settings");
          ProtoJson.write(settings, json);
          json.writeEndObject();
        });
  }
}
