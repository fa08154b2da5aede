package dev.visionlog.camera.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visionlog.camera.Pictures;
import dev.visionlog.camera.frame.CameraFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorsTest {
  @TempDir Path folder;

  @Test
  void motion_isThere() throws Exception {
    try (Detectors detectors = new Detectors(List.of());
        Detector detector = detectors.create("motion", options(Map.of()))) {
      assertThat(detector.modelName()).isEqualTo("motion-mog2");
    }
  }

  @Test
  void unknownDetector_isRefusedWithTheKnownOnes() throws IOException {
    try (Detectors detectors = new Detectors(List.of())) {
      assertThatThrownBy(() -> detectors.create("yolo", options(Map.of())))
          .isInstanceOf(DetectorOptionsException.class)
          .hasMessageStartingWith("Unknown detector 'yolo'. Must be one of: ")
          .hasMessageContaining("motion");
    }
  }

  @Test
  void unknownOption_isRefusedWithTheKnownOnes() throws IOException {
    try (Detectors detectors = new Detectors(List.of())) {
      assertThatThrownBy(() -> detectors.create("motion", options(Map.of("histroy", "3"))))
          .isInstanceOf(DetectorOptionsException.class)
          .hasMessage(
              "Unknown option 'histroy' of the detector motion. Must be one of: class, confirm,"
                  + " defect_area, defect_speed, defect_zone, gap, history, min_area, scene_change,"
                  + " threshold, warm_up, width");
    }
  }

  @Test
  void missingJar_isNamed() {
    Path missing = folder.resolve("model.jar");
    assertThatThrownBy(() -> new Detectors(List.of(missing)))
        .isInstanceOf(IOException.class)
        .hasMessage("Cannot read " + missing);
  }

  /** The example of the manual, compiled and packed as people would do it. */
  @Test
  void detectorInAJar_isFoundByItsName() throws Exception {
    try (Detectors detectors = new Detectors(List.of(jarOfTheManual()));
        Detector detector = detectors.create("brightness", options(Map.of("darkest", "200")));
        CameraFrame frame = Pictures.frame(1)) {
      assertThat(detector.detect(frame).defectType()).isEqualTo("too_dark");
    }
  }

  private Path jarOfTheManual() throws IOException {
    Path source = folder.resolve("src/com/acme/BrightnessDetector.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, javaOfTheManual());
    Path classes = Files.createDirectory(folder.resolve("classes"));
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                "-d",
                classes.toString(),
                source.toString());
    assertThat(errors).isZero();
    return pack(classes);
  }

  private static String javaOfTheManual() throws IOException {
    String manual = Files.readString(Path.of("..", "docs", "camera.md"));
    int start = manual.indexOf("```java\n") + "```java\n".length();
    return manual.substring(start, manual.indexOf("```", start));
  }

  private Path pack(Path classes) throws IOException {
    Path jar = folder.resolve("acme.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        add(out, classes.relativize(file).toString(), Files.readAllBytes(file));
      }
      add(
          out,
          "META-INF/services/dev.visionlog.camera.detect.DetectorProvider",
          "com.acme.BrightnessDetector$Provider".getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
    out.closeEntry();
  }

  private static DetectorOptions options(Map<String, String> given) {
    return new DetectorOptions(given);
  }
}
