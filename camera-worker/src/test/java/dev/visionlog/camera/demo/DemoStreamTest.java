package dev.visionlog.camera.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.camera.detect.Detector;
import dev.visionlog.camera.detect.DetectorOptions;
import dev.visionlog.camera.detect.Finding;
import dev.visionlog.camera.frame.Box;
import dev.visionlog.camera.frame.CameraFrame;
import dev.visionlog.camera.motion.MotionDetectorProvider;
import dev.visionlog.client.Detection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoStreamTest {
  private static final int FRAMES = 400;

  @Test
  void sameSeed_givesTheSamePictures() {
    try (DemoStream one = new DemoStream(3);
        DemoStream other = new DemoStream(3);
        DemoStream another = new DemoStream(4)) {
      for (int number = 1; number <= 60; number++) {
        byte[] pixels = pixels(one, number);
        assertThat(pixels(other, number)).isEqualTo(pixels);
        assertThat(pixels(another, number)).isNotEqualTo(pixels);
      }
    }
  }

  @Test
  void scene_hasParcelsAndNowAndThenADefect() {
    DemoScene scene = new DemoScene(7);
    List<DemoScene.Parcel> parcels =
        java.util.stream.LongStream.rangeClosed(1, 10_000)
            .mapToObj(scene::parcels)
            .flatMap(List::stream)
            .toList();
    long defects = parcels.stream().filter(DemoScene.Parcel::tooLarge).count();
    assertThat((double) defects / parcels.size()).isBetween(0.05, 0.3);
  }

  @Test
  void detector_findsParcelsAndDefectsOfTheScene() throws Exception {
    DemoScene scene = new DemoScene(7);
    int parcels = 0;
    int found = 0;
    int falseDefects = 0;
    int defects = 0;
    int foundDefects = 0;
    try (Detector detector =
            new MotionDetectorProvider()
                .create(new DetectorOptions(Map.of("defect_area", "0.045")));
        DemoStream stream = new DemoStream(7)) {
      for (int number = 1; number <= FRAMES; number++) {
        Finding finding = look(detector, stream, number);
        if (number <= 100) {
          continue;
        }
        for (DemoScene.Parcel parcel : whole(scene.parcels(number))) {
          parcels++;
          found += isFound(parcel.box(), finding) ? 1 : 0;
        }
        boolean defect = scene.parcels(number).stream().anyMatch(DemoScene.Parcel::tooLarge);
        boolean certain =
            whole(scene.parcels(number)).stream().anyMatch(DemoScene.Parcel::tooLarge);
        defects += certain ? 1 : 0;
        foundDefects += certain && finding.isDefect() ? 1 : 0;
        falseDefects += !defect && finding.isDefect() ? 1 : 0;
      }
    }
    assertThat(parcels).isGreaterThan(300);
    assertThat((double) found / parcels).isGreaterThan(0.95);
    assertThat(defects).isGreaterThan(20);
    assertThat((double) foundDefects / defects).isGreaterThan(0.95);
    assertThat(falseDefects).isZero();
  }

  private static Finding look(Detector detector, DemoStream stream, int number) throws Exception {
    try (CameraFrame frame =
        new CameraFrame(number, Instant.EPOCH, stream.offset(), stream.next())) {
      return detector.detect(frame);
    }
  }

  /** Those that are neither coming nor going. */
  private static List<DemoScene.Parcel> whole(List<DemoScene.Parcel> parcels) {
    return parcels.stream()
        .filter(parcel -> parcel.box().x1() > 40 && parcel.box().x2() < DemoScene.WIDTH - 5)
        .toList();
  }

  private static boolean isFound(Box box, Finding finding) {
    return finding.detections().stream().anyMatch(found -> box(found).overlap(box) > 0.6);
  }

  private static Box box(Detection found) {
    return new Box(found.x1(), found.y1(), found.x2(), found.y2());
  }

  private static byte[] pixels(DemoStream stream, int number) {
    try (CameraFrame frame =
        new CameraFrame(number, Instant.EPOCH, stream.offset(), stream.next())) {
      return frame.pixels();
    }
  }
}
