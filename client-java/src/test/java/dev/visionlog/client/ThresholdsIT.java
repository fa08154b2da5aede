package dev.visionlog.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import dev.visionlog.testing.RealServer;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SettingsServiceGrpc;
import dev.visionlog.v1.SourceThreshold;
import dev.visionlog.v1.TemporaryThreshold;
import dev.visionlog.v1.UpdateSettingsRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server wants reaches the client, and ends when it was set to end. */
class ThresholdsIT {
  private final RealServer server = new RealServer();
  private final VisionlogClient client =
      VisionlogClient.start(
          ClientSettings.builder()
              .endpoint(server.address())
              .retryDelay(Duration.ofMillis(50))
              .build());

  @AfterEach
  void end() {
    client.close();
    server.close();
  }

  private void update(Settings settings) {
    ManagedChannel channel = NettyChannelBuilder.forTarget(server.address()).usePlaintext().build();
    try {
      SettingsServiceGrpc.newBlockingStub(channel)
          .updateSettings(
              UpdateSettingsRequest.newBuilder()
                  .setSettings(settings)
                  .setUpdateMask(
                      FieldMask.newBuilder()
                          .addPaths("threshold")
                          .addPaths("source_thresholds")
                          .addPaths("temporary_thresholds"))
                  .build());
    } finally {
      channel.shutdownNow();
    }
  }

  private static Settings.Builder settings(LogLevel threshold) {
    return Settings.newBuilder().setThreshold(threshold);
  }

  private static TemporaryThreshold temporary(LogLevel level, Duration length) {
    Instant end = Instant.now().plus(length);
    return TemporaryThreshold.newBuilder()
        .setLevel(level)
        .setExpireTime(
            Timestamp.newBuilder().setSeconds(end.getEpochSecond()).setNanos(end.getNano()))
        .build();
  }

  @Test
  void change_reachesAClientThatSendsNothing() {
    List<Thresholds> told = new CopyOnWriteArrayList<>();
    client.addListener(
        new ClientListener() {
          @Override
          public void thresholdsChanged(Thresholds thresholds) {
            told.add(thresholds);
          }
        });
    assertThat(client.thresholds()).isEqualTo(Thresholds.NONE);
    update(
        settings(LogLevel.WARNING)
            .addSourceThresholds(
                SourceThreshold.newBuilder().setSource("camera").setLevel(LogLevel.DEBUG))
            .build());
    Thresholds wanted = new Thresholds(Level.WARNING, Map.of("camera", Level.DEBUG));
    await().until(() -> client.thresholds().equals(wanted));
    assertThat(told).last().isEqualTo(wanted);
    assertThat(wanted.of("camera.3")).isEqualTo(Level.DEBUG);
    assertThat(wanted.of("api")).isEqualTo(Level.WARNING);
    assertThat(wanted.lowest()).isEqualTo(Level.DEBUG);
  }

  @Test
  void temporaryThreshold_ends() {
    update(
        settings(LogLevel.INFO)
            .addTemporaryThresholds(temporary(LogLevel.ERROR, Duration.ofSeconds(3)))
            .build());
    await().until(() -> client.thresholds().global() == Level.ERROR);
    await().atMost(20, TimeUnit.SECONDS).until(() -> client.thresholds().global() == Level.INFO);
  }

  @Test
  void temporaryThreshold_endsAlsoWhileTheServerIsAway() {
    update(
        settings(LogLevel.INFO)
            .addTemporaryThresholds(temporary(LogLevel.ERROR, Duration.ofSeconds(4)))
            .build());
    await().until(() -> client.thresholds().global() == Level.ERROR);
    server.stop();
    await().atMost(20, TimeUnit.SECONDS).until(() -> client.thresholds().global() == Level.INFO);
    assertThat(client.stats().connected()).isFalse();
  }

  @Test
  void change_whileTheServerWasAway_isKnownAfterwards() {
    await().until(() -> client.stats().connected());
    server.stop();
    server.start();
    update(settings(LogLevel.ERROR).build());
    await().atMost(20, TimeUnit.SECONDS).until(() -> client.thresholds().global() == Level.ERROR);
  }

  @Test
  void fetchThresholds_asksNow() throws Exception {
    update(settings(LogLevel.SUCCESS).build());
    await().until(() -> client.stats().connected());
    assertThat(client.fetchThresholds().get(10, TimeUnit.SECONDS).global())
        .isEqualTo(Level.SUCCESS);
  }
}
