package dev.visionlog.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import dev.visionlog.server.testing.Errors;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.v1.GetSettingsRequest;
import dev.visionlog.v1.LevelRetention;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Retention;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SettingsServiceGrpc;
import dev.visionlog.v1.SourceRetention;
import dev.visionlog.v1.SourceThreshold;
import dev.visionlog.v1.TemporaryThreshold;
import dev.visionlog.v1.UpdateSettingsRequest;
import dev.visionlog.v1.WatchSettingsRequest;
import dev.visionlog.v1.WatchSettingsResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UpdateSettingsIT {
  private static final Instant SOON = Instant.now().plus(Duration.ofHours(1));
  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void settings_haveDefaults() {
    Settings settings = get();
    assertThat(settings.getThreshold()).isEqualTo(LogLevel.TRACE);
    assertThat(settings.getEffectiveThreshold()).isEqualTo(LogLevel.TRACE);
    assertThat(settings.getTimeZone()).isEqualTo("UTC");
    assertThat(settings.getRetention().getDays()).isEqualTo(30);
    assertThat(settings.getEtag()).isNotEmpty();
  }

  @Test
  void mask_saysWhatIsChanged() {
    Settings both =
        Settings.newBuilder().setThreshold(LogLevel.ERROR).setTimeZone("Europe/Berlin").build();
    assertThat(update(both, "time_zone").getTimeZone()).isEqualTo("Europe/Berlin");
    assertThat(get().getThreshold()).isEqualTo(LogLevel.TRACE);
    assertThat(update(both).getThreshold()).isEqualTo(LogLevel.ERROR);
    Settings days =
        Settings.newBuilder()
            .setRetention(
                Retention.newBuilder()
                    .setDays(7)
                    .addLevels(LevelRetention.newBuilder().setLevel(LogLevel.DEBUG).setDays(1)))
            .build();
    Retention sevenDays = get().getRetention().toBuilder().setDays(7).build();
    assertThat(update(days, "retention.days").getRetention()).isEqualTo(sevenDays);
    assertThat(update(days).getRetention().getLevelsCount()).isEqualTo(1);
    assertThat(update(Settings.getDefaultInstance(), "retention.levels").getRetention())
        .isEqualTo(sevenDays);
    Settings images =
        Settings.newBuilder().setRetention(Retention.newBuilder().setImageDays(0)).build();
    Retention forEver = update(images, "retention.image_days").getRetention();
    assertThat(forEver.getImageDays()).isZero();
    assertThat(forEver.getPredictionDays()).isEqualTo(90);
    assertThat(get().getThreshold()).isEqualTo(LogLevel.ERROR);
  }

  @Test
  void etag_guardsAgainstChangesByOthers() {
    String etag = get().getEtag();
    Settings change = Settings.newBuilder().setEtag(etag).setThreshold(LogLevel.INFO).build();
    Settings changed = update(change, "threshold");
    assertThat(changed.getEtag()).isNotEqualTo(etag);
    assertThat(Errors.code(() -> update(change, "threshold"))).isEqualTo(Code.ABORTED);
    assertThat(update(change.toBuilder().clearEtag().build(), "threshold").getThreshold())
        .isEqualTo(LogLevel.INFO);
  }

  static Stream<Arguments> badSettings() {
    return Stream.of(
        bad("settings.threshold", Settings.newBuilder().setThresholdValue(7)),
        bad("settings.time_zone", Settings.newBuilder().setTimeZone("Mars/Olympus")),
        bad("settings.time_zone", Settings.newBuilder().setTimeZone("+02:00")),
        bad("settings.time_zone", Settings.newBuilder().setTimeZone("UTC+3")),
        bad("settings.source_thresholds[0].source", source("", LogLevel.INFO)),
        bad("settings.source_thresholds[0].source", source("s".repeat(101), LogLevel.INFO)),
        bad("settings.source_thresholds[0].source", source("a\0b", LogLevel.INFO)),
        bad("settings.source_thresholds[0].level", source("api", LogLevel.LOG_LEVEL_UNSPECIFIED)),
        bad(
            "settings.source_thresholds[1].source",
            source("api", LogLevel.INFO)
                .addSourceThresholds(
                    SourceThreshold.newBuilder().setSource("api").setLevel(LogLevel.DEBUG))),
        bad(
            "settings.temporary_thresholds[0].expire_time",
            Settings.newBuilder()
                .addTemporaryThresholds(TemporaryThreshold.newBuilder().setLevel(LogLevel.INFO))),
        bad("settings.temporary_thresholds[0].expire_time", temporary(Long.MAX_VALUE, 0)),
        bad("settings.temporary_thresholds[0].expire_time", temporary(SOON.getEpochSecond(), -1)),
        bad(
            "settings.temporary_thresholds[0].expire_time",
            temporary(SOON.plus(Duration.ofDays(367)).getEpochSecond(), 0)),
        bad("settings.retention.days", days(-1)),
        bad("settings.retention.days", days(36_501)),
        bad(
            "settings.retention.levels[0].days",
            Settings.newBuilder()
                .setRetention(
                    Retention.newBuilder()
                        .addLevels(
                            LevelRetention.newBuilder().setLevel(LogLevel.INFO).setDays(-1)))),
        bad(
            "settings.retention.sources[0].source",
            Settings.newBuilder()
                .setRetention(
                    Retention.newBuilder().addSources(SourceRetention.newBuilder().setDays(1)))));
  }

  private static Arguments bad(String field, Settings.Builder settings) {
    return Arguments.of(field, settings.build());
  }

  @ParameterizedTest
  @MethodSource("badSettings")
  void badSettings_areNamedAndChangeNothing(String field, Settings settings) {
    Settings before = get();
    assertThat(Errors.badFields(() -> update(settings))).containsExactly(field);
    assertThat(get()).isEqualTo(before);
  }

  @Test
  void mask_mustNameFields() {
    assertThat(Errors.badFields(() -> update(Settings.getDefaultInstance(), "etag")))
        .containsExactly("update_mask");
    assertThat(Errors.badFields(() -> update(Settings.getDefaultInstance(), "*")))
        .containsExactly("settings.threshold");
  }

  @Test
  void watchSettings_sendsAtOnceAndOnChange() {
    List<Settings> seen = new CopyOnWriteArrayList<>();
    SettingsServiceGrpc.newStub(server.channel())
        .watchSettings(
            WatchSettingsRequest.getDefaultInstance(),
            new StreamObserver<>() {
              @Override
              public void onNext(WatchSettingsResponse response) {
                seen.add(response.getSettings());
              }

              @Override
              public void onError(Throwable end) {}

              @Override
              public void onCompleted() {}
            });
    await().until(() -> seen.size() == 1);
    assertThat(seen.get(0)).isEqualTo(get());
    Settings temporary =
        temporary(Instant.now().plusSeconds(2).getEpochSecond(), 0)
            .setThreshold(LogLevel.ERROR)
            .build();
    update(temporary);
    await().until(() -> seen.size() == 2);
    assertThat(seen.get(1).getEffectiveThreshold()).isEqualTo(LogLevel.INFO);
    await().until(() -> seen.size() == 3);
    assertThat(seen.get(2).getEffectiveThreshold()).isEqualTo(LogLevel.ERROR);
    assertThat(seen.get(2).getTemporaryThresholdsList()).isEmpty();
  }

  private Settings get() {
    return server.settings().getSettings(GetSettingsRequest.getDefaultInstance()).getSettings();
  }

  private Settings update(Settings settings, String... mask) {
    return server
        .settings()
        .updateSettings(
            UpdateSettingsRequest.newBuilder()
                .setSettings(settings)
                .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(mask)))
                .build())
        .getSettings();
  }

  private static Settings.Builder source(String source, LogLevel level) {
    return Settings.newBuilder()
        .addSourceThresholds(SourceThreshold.newBuilder().setSource(source).setLevel(level));
  }

  private static Settings.Builder temporary(long seconds, int nanos) {
    return Settings.newBuilder()
        .addTemporaryThresholds(
            TemporaryThreshold.newBuilder()
                .setLevel(LogLevel.INFO)
                .setExpireTime(Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos)));
  }

  private static Settings.Builder days(int days) {
    return Settings.newBuilder().setRetention(Retention.newBuilder().setDays(days));
  }
}
