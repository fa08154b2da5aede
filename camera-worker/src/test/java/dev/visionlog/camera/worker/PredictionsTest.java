package dev.visionlog.camera.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.camera.Pictures;
import dev.visionlog.camera.detect.Finding;
import dev.visionlog.camera.frame.CameraFrame;
import dev.visionlog.client.Detection;
import dev.visionlog.client.Image;
import dev.visionlog.client.Prediction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PredictionsTest {
  private static final List<Detection> TWO =
      List.of(
          new Detection("motion", 0.4, 1, 2, 30, 40), new Detection("motion", 0.8, 50, 60, 70, 90));

  @Test
  void finding_becomesAPrediction() {
    Prediction prediction = of(ImageChoice.ALL, Finding.of(TWO).withDefect("too_large"), "");
    assertThat(prediction.imageId()).isEqualTo("camera-3/night-7/frame-000017");
    assertThat(prediction.cameraId()).isEqualTo(3);
    assertThat(prediction.time()).isEqualTo("2026-03-01T08:00:01.600Z");
    assertThat(prediction.model()).isEqualTo(new Prediction.Model("motion", "1", "Staging"));
    assertThat(prediction.request().batchId()).isEqualTo("night-7");
    assertThat(prediction.confidence().value()).isEqualTo(0.8);
    assertThat(prediction.confidence().scores()).containsExactly(0.4, 0.8);
    assertThat(prediction.detections()).isEqualTo(TWO);
    assertThat(prediction.defectDetected()).isTrue();
    assertThat(prediction.defectType()).isEqualTo("too_large");
    assertThat(prediction.inferenceTime()).isEqualTo(Duration.ofMillis(4));
    assertThat(prediction.processingTime()).isEqualTo(Duration.ofMillis(50));
    assertThat(prediction.extra()).containsEntry("frame", 17L).containsEntry("video_seconds", 1.6);
  }

  @Test
  void nothing_hasNoConfidence() {
    Prediction prediction = of(ImageChoice.ALL, Finding.nothing(), "");
    assertThat(prediction.confidence().value()).isNull();
    assertThat(prediction.defectDetected()).isFalse();
    assertThat(prediction.errorMessage()).isNull();
  }

  @Test
  void failure_becomesAPredictionToo() {
    Prediction prediction = of(ImageChoice.DEFECTS, Finding.nothing(), "Model is gone");
    assertThat(prediction.errorMessage()).isEqualTo("Model is gone");
    assertThat(prediction.image()).isNotNull();
  }

  @Test
  void image_isTheFrameAsJpeg() throws IOException {
    Image image = Objects.requireNonNull(of(ImageChoice.ALL, Finding.nothing(), "").image());
    byte[] jpeg = new byte[image.sizeBytes()];
    image.data().get(jpeg);
    assertThat(jpeg).startsWith(0xFF, 0xD8, 0xFF);
    assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth()).isEqualTo(Pictures.WIDTH);
  }

  @Test
  void images_areSentOfThoseFramesThatAreWanted() {
    Finding found = Finding.of(TWO);
    assertThat(of(ImageChoice.DETECTIONS, found, "").image()).isNotNull();
    assertThat(of(ImageChoice.DETECTIONS, Finding.nothing(), "").image()).isNull();
    assertThat(of(ImageChoice.DEFECTS, found, "").image()).isNull();
    assertThat(of(ImageChoice.DEFECTS, found.withDefect("scratch"), "").image()).isNotNull();
    assertThat(of(ImageChoice.NONE, found.withDefect("scratch"), "").image()).isNull();
  }

  private static Prediction of(ImageChoice images, Finding finding, String failure) {
    try (CameraFrame frame = Pictures.frame(17)) {
      Clock later = Clock.fixed(frame.time().plusMillis(50), ZoneOffset.UTC);
      return new Predictions(Settings.of(images), later)
          .of(new Inspection(frame, finding, failure, Duration.ofMillis(4)));
    }
  }
}
