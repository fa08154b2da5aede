package dev.visionlog.server.settings;

import static dev.visionlog.server.testing.Entries.create;
import static dev.visionlog.server.testing.Entries.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import dev.visionlog.server.testing.TestServer;
import dev.visionlog.server.testing.WriteCall;
import dev.visionlog.v1.CreateLogsResponse;
import dev.visionlog.v1.GetSettingsRequest;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.PipelineStatus;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SourceThreshold;
import dev.visionlog.v1.TemporaryThreshold;
import dev.visionlog.v1.UpdateSettingsRequest;
import dev.visionlog.v1.WriteLogsResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What thresholds keep out, and who is told. */
class ThresholdsIT {
  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void entriesBelowTheThreshold_areCountedAndNotStored() {
    update(Settings.newBuilder().setThreshold(LogLevel.WARNING));
    CreateLogsResponse response =
        server
            .logs()
            .createLogs(
                create(
                    of(LogLevel.INFO, "api", "no"),
                    of(LogLevel.WARNING, "api", "yes"),
                    of(LogLevel.SUCCESS, "api", "no")));
    assertThat(response.getSuppressedCount()).isEqualTo(2);
    assertThat(response.getIdsList().stream().map(id -> id > 0))
        .containsExactly(false, true, false);
    assertThat(server.rows("SELECT message FROM logs")).containsExactly("yes");
    PipelineStatus status = server.pipeline();
    assertThat(status.getReceivedCount()).isEqualTo(3);
    assertThat(status.getSuppressedCount()).isEqualTo(2);
    assertThat(status.getStoredCount()).isEqualTo(1);
  }

  @Test
  void badEntriesBelowTheThreshold_areStillNamed() {
    update(Settings.newBuilder().setThreshold(LogLevel.WARNING));
    CreateLogsResponse response =
        server
            .logs()
            .createLogs(
                create(
                    of(LogLevel.INFO, "api", "no").toBuilder().setCameraId(-1).build(),
                    of(LogLevel.INFO, "api", "no")));
    assertThat(response.getErrorsCount()).isEqualTo(1);
    assertThat(response.getSuppressedCount()).isEqualTo(1);
    assertThat(response.getIdsList()).containsExactly(0L, 0L);
  }

  @Test
  void thresholdOfASource_comesBeforeTheOneForAll() {
    update(
        Settings.newBuilder()
            .setThreshold(LogLevel.ERROR)
            .addSourceThresholds(source("api", LogLevel.DEBUG))
            .addSourceThresholds(source("worker", LogLevel.CRITICAL)));
    WriteLogsResponse answer =
        new WriteCall(server.channel())
            .send(
                UUID.randomUUID(),
                1,
                of(LogLevel.TRACE, "api", "no"),
                of(LogLevel.DEBUG, "api", "api"),
                of(LogLevel.ERROR, "worker", "no"),
                of(LogLevel.WARNING, "system", "no"),
                of(LogLevel.ERROR, "system", "system"))
            .answer(1);
    assertThat(answer.getSuppressedCount()).isEqualTo(3);
    assertThat(answer.getThreshold()).isEqualTo(LogLevel.ERROR);
    assertThat(answer.getSourceThresholdsMap())
        .isEqualTo(Map.of("api", LogLevel.DEBUG, "worker", LogLevel.CRITICAL));
    assertThat(server.rows("SELECT message FROM logs ORDER BY id"))
        .containsExactly("api", "system");
  }

  @Test
  void temporaryThreshold_endsByItself() {
    Instant end = Instant.now().plusMillis(1_500);
    update(
        Settings.newBuilder()
            .setThreshold(LogLevel.WARNING)
            .addTemporaryThresholds(temporary("", LogLevel.DEBUG, end))
            .addTemporaryThresholds(temporary("api", LogLevel.CRITICAL, end)));
    assertThat(effective()).isEqualTo(LogLevel.DEBUG);
    assertThat(isStored(LogLevel.DEBUG, "system")).isTrue();
    assertThat(isStored(LogLevel.ERROR, "api")).isFalse();
    await().until(() -> !isStored(LogLevel.DEBUG, "system"));
    assertThat(Instant.now()).isBetween(end, end.plusMillis(1_000));
    assertThat(isStored(LogLevel.ERROR, "api")).isTrue();
    assertThat(effective()).isEqualTo(LogLevel.WARNING);
    assertThat(get().getTemporaryThresholdsList()).isEmpty();
  }

  @Test
  void thresholds_areInForceOnEveryServerWithinASecond() {
    try (TestServer other = TestServer.on(server.database())) {
      Instant start = Instant.now();
      update(Settings.newBuilder().setThreshold(LogLevel.CRITICAL));
      await()
          .until(
              () ->
                  other
                          .settings()
                          .getSettings(GetSettingsRequest.getDefaultInstance())
                          .getSettings()
                          .getThreshold()
                      == LogLevel.CRITICAL);
      assertThat(Instant.now()).isBefore(start.plusMillis(1_000));
    }
  }

  private boolean isStored(LogLevel level, String source) {
    return server.logs().createLogs(create(of(level, source, "probe"))).getIds(0) != 0;
  }

  private LogLevel effective() {
    return get().getEffectiveThreshold();
  }

  private Settings get() {
    return server.settings().getSettings(GetSettingsRequest.getDefaultInstance()).getSettings();
  }

  private void update(Settings.Builder settings) {
    server
        .settings()
        .updateSettings(
            UpdateSettingsRequest.newBuilder()
                .setSettings(settings)
                .setUpdateMask(FieldMask.getDefaultInstance())
                .build());
  }

  private static SourceThreshold source(String source, LogLevel level) {
    return SourceThreshold.newBuilder().setSource(source).setLevel(level).build();
  }

  private static TemporaryThreshold temporary(String source, LogLevel level, Instant end) {
    return TemporaryThreshold.newBuilder()
        .setSource(source)
        .setLevel(level)
        .setExpireTime(
            Timestamp.newBuilder().setSeconds(end.getEpochSecond()).setNanos(end.getNano()))
        .build();
  }
}
