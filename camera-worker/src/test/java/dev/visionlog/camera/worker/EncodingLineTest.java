package dev.visionlog.camera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.camera.Pictures;
import dev.visionlog.camera.detect.Finding;
import dev.visionlog.camera.frame.CameraFrame;
import dev.visionlog.client.Prediction;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EncodingLineTest {
  private final List<Prediction> handedOn = Collections.synchronizedList(new ArrayList<>());

  @Test
  void predictions_comeInTheOrderOfTheirFramesWithTheirImages() throws Exception {
    encode(50);
    assertThat(handedOn).extracting(Prediction::imageId).hasSize(50).isSorted();
    assertThat(handedOn).allMatch(prediction -> prediction.image() != null);
  }

  @Test
  void full_waits() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    AtomicInteger added = new AtomicInteger();
    EncodingLine line = line(prediction -> pass(open, prediction));
    Thread feeder =
        new Thread(
            () -> {
              for (long number = 1; number <= 30; number++) {
                add(line, number);
                added.incrementAndGet();
              }
            });
    feeder.start();
    await().until(() -> feeder.getState() == Thread.State.WAITING);
    assertThat(added.get()).isBetween(5, 8);
    open.countDown();
    feeder.join();
    line.finish();
    assertThat(handedOn).hasSize(30);
  }

  @Test
  void frames_areGivenBack() throws Exception {
    encode(1);
    long before = Pointer.totalBytes();
    encode(100);
    assertThat(Pointer.totalBytes() - before).isLessThan(1000);
  }

  private void encode(int frames) throws InterruptedException {
    EncodingLine line = line(handedOn::add);
    for (long number = 1; number <= frames; number++) {
      line.add(inspection(number));
    }
    line.finish();
  }

  private void pass(CountDownLatch open, Prediction prediction) {
    try {
      open.await();
      handedOn.add(prediction);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(EncodingLine line, long number) {
    try {
      line.add(inspection(number));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EncodingLine line(Consumer<Prediction> next) {
    return new EncodingLine(new Predictions(Settings.of(), Clock.systemUTC()), 2, next);
  }

  private static Inspection inspection(long number) {
    CameraFrame frame = Pictures.frame(number);
    return new Inspection(frame, Finding.nothing(), "", Duration.ofMillis(3));
  }
}
