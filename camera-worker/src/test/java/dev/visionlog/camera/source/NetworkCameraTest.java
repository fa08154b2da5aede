package dev.visionlog.camera.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visionlog.camera.frame.CameraFrame;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NetworkCameraTest {
  private static final Duration STALL = Duration.ofMillis(700);

  private final RecordedEvents events = new RecordedEvents();

  @Test
  void streamThatStopsSending_isConnectedAnew() throws Exception {
    try (NetworkCamera camera = new NetworkCamera(40);
        LiveSource source = source(camera.address())) {
      while (camera.connections() < 2) {
        source.next().close();
      }
      try (CameraFrame frame = source.next()) {
        assertThat(frame.width()).isEqualTo(320);
      }
    }
    assertThat(events.told.get(0)).startsWith("started 320 x 240");
    assertThat(events.told.get(1)).startsWith("lost: ");
    assertThat(events.told.get(2)).startsWith("returned");
    assertThat(events.told.toString()).doesNotContain("s3cret");
  }

  @Test
  void refusedConnection_saysSoWithoutThePassword() {
    StreamAddress address = StreamAddress.parse("http://operator:s3cret@127.0.0.1:1/video.mjpg");
    assertThatThrownBy(() -> address.opener(STALL).open())
        .isInstanceOf(IOException.class)
        .hasMessage("Connection refused")
        .hasNoCause();
  }

  private LiveSource source(String address) {
    LiveTimings timings =
        new LiveTimings(
            Duration.ofSeconds(10), STALL, Duration.ofMillis(10), Duration.ofMillis(50));
    return new LiveSource(
        StreamAddress.parse(address).opener(STALL), timings, 0, events, Clock.systemUTC());
  }
}
