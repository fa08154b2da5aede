package dev.visionlog.camera.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visionlog.camera.Pictures;
import dev.visionlog.camera.TestVideo;
import dev.visionlog.camera.frame.CameraFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoFileTest {
  @TempDir Path folder;

  private final RecordedEvents events = new RecordedEvents();

  @Test
  void video_isReadFrameByFrame() throws Exception {
    Path video = video(12);
    try (RecordedSource source = open(video, false)) {
      assertThat(source.rate()).isEqualTo(10);
      List<CameraFrame> frames = new ArrayList<>();
      for (CameraFrame frame = source.next(); frame != null; frame = source.next()) {
        frames.add(frame);
        frame.close();
      }
      assertThat(frames).extracting(CameraFrame::number).startsWith(1L, 2L).hasSize(12);
      assertThat(frames.get(0).offset()).isZero();
      assertThat(frames.get(11).offset()).isEqualTo(Duration.ofMillis(1100));
      assertThat(source.missed()).isZero();
    }
    assertThat(events.told).containsExactly("started 320 x 240, 10.0/s");
  }

  @Test
  void frame_hasThePicturesPixels() throws Exception {
    try (RecordedSource source = open(video(1), false);
        CameraFrame frame = take(source)) {
      assertThat(frame.width()).isEqualTo(Pictures.WIDTH);
      assertThat(frame.height()).isEqualTo(Pictures.HEIGHT);
      byte[] pixels = frame.pixels();
      assertThat(pixels).hasSize(Pictures.WIDTH * Pictures.HEIGHT * 3);
      assertThat(average(pixels)).isBetween(88.0, 100.0);
    }
  }

  private static double average(byte[] pixels) {
    long sum = 0;
    for (byte each : pixels) {
      sum += each & 0xFF;
    }
    return (double) sum / pixels.length;
  }

  @Test
  void loop_numbersFramesOn() throws Exception {
    try (RecordedSource source = open(video(3), true)) {
      for (long number = 1; number <= 8; number++) {
        try (CameraFrame frame = take(source)) {
          assertThat(frame.number()).isEqualTo(number);
          assertThat(frame.offset()).isEqualTo(Duration.ofMillis(100 * (number - 1)));
        }
      }
    }
  }

  @Test
  void loops_takeNoMoreMemory() throws Exception {
    try (RecordedSource source = open(video(5), true)) {
      read(source, 50);
      long before = Pointer.totalBytes();
      read(source, 500);
      assertThat(Pointer.totalBytes() - before).isLessThan(1 << 20);
    }
  }

  private static void read(RecordedSource source, int frames) throws IOException {
    for (int each = 0; each < frames; each++) {
      take(source).close();
    }
  }

  @Test
  void missingFile_isNamed() {
    Path missing = folder.resolve("missing.avi");
    assertThatThrownBy(() -> open(missing, false))
        .isInstanceOf(IOException.class)
        .hasMessage("Cannot read the video " + missing + ": there is no such file");
  }

  @Test
  void fileThatIsNoVideo_isRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.avi"), "no video at all\n".repeat(200));
    assertThatThrownBy(() -> open(text, false))
        .isInstanceOf(IOException.class)
        .hasMessage("Cannot read the video " + text + ": Invalid data found when processing input");
    Path empty = Files.createFile(folder.resolve("empty.avi"));
    assertThatThrownBy(() -> open(empty, false)).isInstanceOf(IOException.class);
  }

  @Test
  void truncatedVideo_givesWhatIsThere() throws Exception {
    Path whole = video(40, "mkv");
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.mkv"), Arrays.copyOf(bytes, bytes.length / 2));
    try (RecordedSource source = open(cut, false)) {
      int frames = 0;
      for (CameraFrame frame = source.next(); frame != null; frame = source.next()) {
        frames++;
        frame.close();
      }
      assertThat(frames).isBetween(15, 25);
    }
    assertThat(events.told).last().asString().matches("incomplete: \\d\\d of 40");
  }

  private static CameraFrame take(RecordedSource source) throws IOException {
    return Objects.requireNonNull(source.next());
  }

  private Path video(int frames) throws Exception {
    return video(frames, "avi");
  }

  private Path video(int frames, String format) throws Exception {
    return TestVideo.record(
        folder.resolve("video-" + frames + "." + format),
        frames,
        number -> Pictures.grey(90, number));
  }

  private RecordedSource open(Path video, boolean loop) throws IOException {
    return new RecordedSource(() -> VideoFile.open(video), loop, events, Clock.systemUTC());
  }
}
