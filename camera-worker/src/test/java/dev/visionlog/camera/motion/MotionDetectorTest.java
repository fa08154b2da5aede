package dev.visionlog.camera.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visionlog.camera.Pictures;
import dev.visionlog.camera.detect.Detector;
import dev.visionlog.camera.detect.DetectorOptions;
import dev.visionlog.camera.detect.DetectorOptionsException;
import dev.visionlog.camera.detect.Finding;
import dev.visionlog.camera.frame.Box;
import dev.visionlog.camera.frame.CameraFrame;
import dev.visionlog.client.Detection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MotionDetectorTest {
  /** Long enough that the detector does not learn what passes: it learns faster at first. */
  private static final int WARM_UP = 60;

  private final List<Detector> detectors = new ArrayList<>();

  @AfterEach
  void close() {
    detectors.forEach(Detector::close);
  }

  @Test
  void movingThing_isBoxedWhereItIs() throws Exception {
    Detector detector = detector(Map.of());
    int found = 0;
    for (long number = 1; number <= WARM_UP + 40; number++) {
      Box truth = passing(number);
      Finding finding = look(detector, number, scene(90, number, number));
      if (number > WARM_UP + 3) {
        assertThat(finding.detections()).hasSize(1);
        assertThat(box(finding.detections().get(0)).overlap(truth)).isGreaterThan(0.7);
        found++;
      }
    }
    assertThat(found).isEqualTo(37);
  }

  @Test
  void movingThing_becomesSurerWhileItIsSeen() throws Exception {
    Detector detector = detector(Map.of());
    List<Finding> findings = lookAt(detector, WARM_UP + 20, number -> scene(90, number, number));
    double first = confidence(findings.get(WARM_UP + 3));
    double last = confidence(findings.get(WARM_UP + 19));
    assertThat(first).isBetween(0.3, 0.8);
    assertThat(last).isGreaterThan(first).isLessThanOrEqualTo(1);
  }

  @Test
  void noise_isNotMotion() throws Exception {
    Detector detector = detector(Map.of());
    assertThat(lookAt(detector, 100, number -> Pictures.grey(90, number)))
        .allMatch(finding -> finding.detections().isEmpty() && !finding.isDefect());
  }

  @Test
  void slowChangeOfLight_isNotMotion() throws Exception {
    Detector detector = detector(Map.of());
    assertThat(lookAt(detector, 200, number -> Pictures.grey(90 + (int) (number / 10), number)))
        .allMatch(finding -> finding.detections().isEmpty());
  }

  @Test
  void suddenLight_isTakenForANewScene() throws Exception {
    Detector detector = detector(Map.of());
    List<Finding> findings =
        lookAt(
            detector,
            200,
            number -> number < 100 ? Pictures.grey(60, number) : scene(180, number, number - 110));
    assertThat(findings.get(99).notes()).isEqualTo("the scene has changed");
    assertThat(findings.subList(0, 165)).allMatch(finding -> finding.detections().isEmpty());
    assertThat(findings.get(199).detections()).hasSize(1);
  }

  @Test
  void thingThatStays_becomesBackground() throws Exception {
    Detector detector = detector(Map.of("history", "200"));
    Box place = Box.ofSize(100, 80, 50, 60);
    List<Finding> findings =
        lookAt(
            detector,
            200,
            number ->
                number < 80 ? Pictures.grey(90, number) : Pictures.withBox(90, number, place));
    assertThat(findings.get(84).detections()).hasSize(1);
    assertThat(findings.get(199).detections()).isEmpty();
  }

  @Test
  void pieces_areOneThing() {
    List<Blob> joined =
        new Fragments(4, 8)
            .join(
                List.of(
                    new Blob(Box.ofSize(10, 10, 20, 30), 500),
                    new Blob(Box.ofSize(12, 45, 20, 20), 300),
                    new Blob(Box.ofSize(100, 10, 20, 30), 500)));
    assertThat(joined)
        .extracting(Blob::box)
        .containsExactlyInAnyOrder(new Box(10, 10, 32, 65), Box.ofSize(100, 10, 20, 30));
  }

  @Test
  void largeThing_isADefectIfPeopleSaySo() throws Exception {
    assertThat(defects(Map.of())).isEmpty();
    assertThat(defects(Map.of("defect_area", "0.03"))).containsOnly("too_large");
    assertThat(defects(Map.of("defect_area", "0.2"))).isEmpty();
  }

  @Test
  void fastThing_isADefectIfPeopleSaySo() throws Exception {
    // 5 pixels a frame, 10 frames a second, 320 pixels wide: 0.16 widths a second.
    assertThat(defects(Map.of("defect_speed", "0.1"))).containsOnly("too_fast");
    assertThat(defects(Map.of("defect_speed", "0.25"))).isEmpty();
  }

  @Test
  void thingInAZone_isADefectIfPeopleSaySo() throws Exception {
    assertThat(defects(Map.of("defect_zone", "0,0,1,1"))).containsOnly("in_zone");
    assertThat(defects(Map.of("defect_zone", "0,0.8,1,1"))).isEmpty();
  }

  @Test
  void options_areRefusedWithWhatIsAllowed() {
    assertThatThrownBy(() -> detector(Map.of("defect_zone", "1,2,3")))
        .isInstanceOf(DetectorOptionsException.class)
        .hasMessage(
            "Invalid detector option defect_zone '1,2,3'. Must be left,top,right,bottom, each a"
                + " part of the frame from 0 to 1");
    assertThatThrownBy(() -> detector(Map.of("min_area", "big")))
        .hasMessage("Invalid detector option min_area 'big'. Must be a number from 0 to 1");
    assertThatThrownBy(() -> detector(Map.of("history", "2.5")))
        .hasMessage("Invalid detector option history '2.5'. Must be a whole number");
  }

  @Test
  void thousandsOfFrames_takeNoMoreMemory() throws Exception {
    Detector detector = detector(Map.of());
    lookAt(detector, 100, number -> scene(90, number, number));
    long before = Pointer.totalBytes();
    lookAt(detector, 2000, number -> scene(90, number, number % 100));
    assertThat(Pointer.totalBytes() - before).isLessThan(1 << 20);
  }

  private List<String> defects(Map<String, String> options) throws Exception {
    Detector detector = detector(options);
    return lookAt(detector, WARM_UP + 40, number -> scene(90, number, number)).stream()
        .filter(Finding::isDefect)
        .map(Finding::defectType)
        .toList();
  }

  /** Nothing until the background has been learned; then something passes. */
  private static Mat scene(int brightness, long number, long moment) {
    return moment <= WARM_UP
        ? Pictures.grey(brightness, number)
        : Pictures.withBox(brightness, number, passing(moment));
  }

  /** From left to right. */
  private static Box passing(long moment) {
    return Box.ofSize((moment - WARM_UP) * 5, 100, 50, 60);
  }

  private Detector detector(Map<String, String> options) throws DetectorOptionsException {
    Map<String, String> chosen = new HashMap<>(options);
    chosen.put("warm_up", Integer.toString(WARM_UP));
    Detector detector = new MotionDetectorProvider().create(new DetectorOptions(chosen));
    detectors.add(detector);
    return detector;
  }

  private static List<Finding> lookAt(Detector detector, int frames, LongFunction<Mat> picture)
      throws Exception {
    List<Finding> findings = new ArrayList<>();
    for (long number = 1; number <= frames; number++) {
      findings.add(look(detector, number, picture.apply(number)));
    }
    return findings;
  }

  private static Finding look(Detector detector, long number, Mat picture) throws Exception {
    try (CameraFrame frame = Pictures.frame(number, picture)) {
      return detector.detect(frame);
    }
  }

  private static Box box(Detection found) {
    return new Box(found.x1(), found.y1(), found.x2(), found.y2());
  }

  private static double confidence(Finding finding) {
    return Objects.requireNonNull(finding.detections().get(0).confidence());
  }
}
