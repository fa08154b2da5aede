package dev.visionlog.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.testing.RealServer;
import java.time.Duration;
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
    server.setThreshold("WARNING");
    server.setThreshold("camera", "DEBUG");
    Thresholds wanted = new Thresholds(Level.WARNING, Map.of("camera", Level.DEBUG));
    await().until(() -> client.thresholds().equals(wanted));
    assertThat(told).last().isEqualTo(wanted);
    assertThat(wanted.of("camera.3")).isEqualTo(Level.DEBUG);
    assertThat(wanted.of("api")).isEqualTo(Level.WARNING);
    assertThat(wanted.lowest()).isEqualTo(Level.DEBUG);
  }

  @Test
  void temporaryThreshold_ends() {
    server.setThreshold("INFO");
    server.setThreshold("", "ERROR", Duration.ofSeconds(3));
    await().until(() -> client.thresholds().global() == Level.ERROR);
    await().until(() -> client.thresholds().global() == Level.INFO);
  }

  @Test
  void temporaryThreshold_endsAlsoWhileTheServerIsAway() {
    server.setThreshold("INFO");
    server.setThreshold("", "ERROR", Duration.ofSeconds(4));
    await().until(() -> client.thresholds().global() == Level.ERROR);
    server.stop();
    await().until(() -> client.thresholds().global() == Level.INFO);
    assertThat(client.stats().connected()).isFalse();
  }

  @Test
  void change_whileTheServerWasAway_isKnownAfterwards() {
    await().until(() -> client.stats().connected());
    server.stop();
    server.start();
    server.setThreshold("ERROR");
    await().until(() -> client.thresholds().global() == Level.ERROR);
  }

  @Test
  void fetchThresholds_asksNow() throws Exception {
    server.setThreshold("SUCCESS");
    await().until(() -> client.stats().connected());
    assertThat(client.fetchThresholds().get(60, TimeUnit.SECONDS).global())
        .isEqualTo(Level.SUCCESS);
  }
}
