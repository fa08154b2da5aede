package dev.visionlog.server.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visionlog.server.image.codec.RawFrame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePathsTest {
  private static final String SHA = "ab".repeat(32);
  private static final String NAME = "pred_20261121_235958_[0-9a-f]{12}\\.jpg";

  @Test
  void path_hasDateAndResult() {
    ImagePaths paths = new ImagePaths(true, true);
    assertThat(paths.of(request("a", 1L, "d", true), SHA)).matches("2026/11/21/defects/" + NAME);
    assertThat(paths.of(request("a", 1L, "d", false), SHA))
        .matches("2026/11/21/no_defects/" + NAME);
  }

  @Test
  void path_mayHaveNeither() {
    ImageRequest request = request("a", 1L, "d", true);
    assertThat(new ImagePaths(false, true).of(request, SHA)).matches("defects/" + NAME);
    assertThat(new ImagePaths(true, false).of(request, SHA)).matches("2026/11/21/" + NAME);
    assertThat(new ImagePaths(false, false).of(request, SHA)).matches(NAME);
  }

  @Test
  void path_isTheSameForTheSamePrediction() {
    ImagePaths paths = new ImagePaths(true, true);
    assertThat(paths.of(request("a", 1L, "d", true), SHA))
        .isEqualTo(paths.of(request("a", 1L, "d", true), SHA));
  }

  /** Also where texts only join to the same. */
  @Test
  void path_differsInEverythingThatTellsPredictionsApart() {
    ImagePaths paths = new ImagePaths(false, false);
    List<ImageRequest> different =
        List.of(
            request("a", 1L, "d", true),
            request("ad", 1L, "", true),
            request("", 1L, "ad", true),
            request("a1", null, "d", true),
            request("a", null, "1d", true),
            request("a", null, "d", true),
            request("a", 11L, "d", true),
            raw(new RawFrame(RawFrame.Samples.BGR, 2, 3)),
            raw(new RawFrame(RawFrame.Samples.RGB, 2, 3)),
            raw(new RawFrame(RawFrame.Samples.BGR, 3, 2)),
            new ImageRequest(
                ByteBuffer.allocate(0),
                null,
                ImageRequests.TIME.plusNanos(1_000),
                "a",
                1L,
                "d",
                true));
    Set<String> all = new HashSet<>();
    different.forEach(request -> all.add(paths.of(request, SHA)));
    all.add(paths.of(different.get(0), "cd".repeat(32)));
    assertThat(all).hasSize(different.size() + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/passwd", "\0", "/", "a\\b", "é\uD83D", "..", "", "CON", "%2e%2e/"})
  void path_hasNothingThatACallerChose(String text) {
    String path = new ImagePaths(true, true).of(request(text, -1L, text, true), SHA);
    assertThat(path).matches("2026/11/21/defects/" + NAME);
    assertThat(ImagePaths.isOne(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000-01-01T00:00:00Z", "0033-04-03T15:00:00Z", "9999-12-31T23:59:59Z"})
  void path_isOneForEveryTime(String time) {
    ImageRequest request = ImageRequests.at(Instant.parse(time), "a", new byte[1]);
    assertThat(ImagePaths.isOne(new ImagePaths(true, true).of(request, SHA))).isTrue();
  }

  @Test
  void request_refusesYearsThatHaveNoPath() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageRequests.at(Instant.MAX, "a", new byte[1]))
        .withMessageContaining("allowed are the years 0 to 9999");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "../pred_20261121_235958_0123456789ab.jpg",
        "2026/11/../21/pred_20261121_235958_0123456789ab.jpg",
        "/2026/11/21/pred_20261121_235958_0123456789ab.jpg",
        "2026/11/21/pred_20261121_235958_0123456789ab.jpg\0.png",
        "2026/11/21/pred_20261121_235958_0123456789ab.jpg\n",
        "2026/11/21/pred_20261121_235958_0123456789AB.jpg",
        "2026/11/21/pred_２0261121_235958_0123456789ab.jpg",
        ".content/ab/" + "pred_20261121_235958_0123456789ab.jpg",
      })
  void path_ofOthersIsNone(String path) {
    assertThat(ImagePaths.isOne(path)).isFalse();
  }

  private static ImageRequest request(
      String imageId, @Nullable Long cameraId, String device, boolean defect) {
    return new ImageRequest(
        ByteBuffer.allocate(0), null, ImageRequests.TIME, imageId, cameraId, device, defect);
  }

  private static ImageRequest raw(RawFrame frame) {
    return new ImageRequest(ByteBuffer.allocate(0), frame, ImageRequests.TIME, "a", 1L, "d", true);
  }
}
