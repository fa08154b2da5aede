package dev.visionlog.camera.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.camera.Pictures;
import dev.visionlog.camera.frame.CameraFrame;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveSourceTest {
  private static final LiveTimings QUICK =
      new LiveTimings(
          Duration.ofMillis(500),
          Duration.ofMillis(200),
          Duration.ofMillis(5),
          Duration.ofMillis(20));

  /** Loading OpenCV for the first picture may take longer than the quick ones are patient. */
  @BeforeAll
  static void loadOpenCv() {
    Pictures.grey(90, 1).close();
  }

  private final RecordedEvents events = new RecordedEvents();
  private final ScriptedCamera camera = new ScriptedCamera();

  @Test
  void slowReader_getsTheLatestFrameAndTheOthersAreCounted() throws Exception {
    camera.show(5);
    LiveTimings patient = LiveTimings.ofStall(Duration.ofSeconds(30));
    try (LiveSource source = source(patient, 0)) {
      take(source);
      camera.show(20);
      await().until(camera::hasShownAll);
      try (CameraFrame latest = source.next()) {
        assertThat(latest.number()).isGreaterThan(5);
        await().until(() -> source.missed() + 2 >= 24);
      }
      camera.end();
    }
  }

  @Test
  void cameraThatFails_isOpenedAgain() throws Exception {
    camera.show(1);
    camera.fail("The lens fell off");
    camera.refuse("Connection refused");
    camera.show(1);
    try (LiveSource source = source(0)) {
      assertThat(take(source)).isEqualTo(1);
      assertThat(take(source)).isEqualTo(2);
      camera.end();
    }
    assertThat(events.told)
        .containsExactly(
            "started 320 x 240, 25.0/s",
            "lost: The lens fell off",
            "lost: Connection refused",
            "returned after 2");
  }

  @Test
  void cameraThatEnds_isOpenedAgain() throws Exception {
    camera.show(1);
    camera.end();
    camera.show(1);
    try (LiveSource source = source(0)) {
      take(source);
      take(source);
      camera.end();
    }
    assertThat(events.told).contains("lost: The stream has ended", "returned after 1");
  }

  @Test
  void cameraThatFreezes_isTakenForDead() throws Exception {
    camera.show(1);
    camera.freeze();
    camera.show(1);
    try (LiveSource source = source(0)) {
      take(source);
      take(source);
      camera.thaw();
      camera.end();
    }
    assertThat(events.told).contains("lost: No picture for 0.2 s", "returned after 1");
    await().untilAsserted(() -> assertThat(camera.open).hasValue(0));
  }

  @Test
  void numbers_goOnBehindTheLastOne() throws Exception {
    camera.show(1);
    try (LiveSource source = source(41)) {
      assertThat(take(source)).isEqualTo(42);
      camera.end();
    }
  }

  @Test
  void pauses_growUpToTheLongest() {
    LiveTimings timings = LiveTimings.ofStall(Duration.ofSeconds(5));
    assertThat(timings.pause(1, 1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(timings.pause(3, 1)).isEqualTo(Duration.ofSeconds(4));
    assertThat(timings.pause(3, 0)).isEqualTo(Duration.ofSeconds(2));
    assertThat(timings.pause(1000, 1)).isEqualTo(Duration.ofSeconds(30));
  }

  private static long take(LiveSource source) throws InterruptedException {
    try (CameraFrame frame = source.next()) {
      return frame.number();
    }
  }

  private LiveSource source(long lastNumber) {
    return source(QUICK, lastNumber);
  }

  private LiveSource source(LiveTimings timings, long lastNumber) {
    return new LiveSource(camera::open, timings, lastNumber, events, Clock.systemUTC());
  }

  /** Does what it was told, one thing after the other, across connections. */
  private static final class ScriptedCamera {
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> thawed = new LinkedBlockingQueue<>();
    final AtomicInteger open = new AtomicInteger();

    void show(int frames) {
      for (int each = 0; each < frames; each++) {
        steps.add(() -> Pictures.grey(90, 1));
      }
    }

    void end() {
      steps.add(() -> null);
    }

    void fail(String why) {
      steps.add(
          () -> {
            throw new IOException(why);
          });
    }

    void refuse(String why) {
      steps.add(new Refusal(why));
    }

    void freeze() {
      steps.add(
          () -> {
            thawed.take();
            return null;
          });
    }

    void thaw() {
      thawed.add(true);
    }

    boolean hasShownAll() {
      return steps.isEmpty();
    }

    FrameStream open() throws IOException {
      if (steps.peek() instanceof Refusal refusal) {
        steps.remove();
        throw new IOException(refusal.why());
      }
      open.incrementAndGet();
      return new ScriptedStream();
    }

    private final class ScriptedStream implements FrameStream {
      @Override
      public @Nullable Mat next() throws IOException {
        try {
          return steps.take().run();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }

      @Override
      public Duration offset() {
        return Duration.ZERO;
      }

      @Override
      public double rate() {
        return 25;
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    }

    private interface Step {
      @Nullable Mat run() throws IOException, InterruptedException;
    }

    private record Refusal(String why) implements Step {
      @Override
      public Mat run() throws IOException {
        throw new IOException(why);
      }
    }
  }
}
