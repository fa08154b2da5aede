package dev.visionlog.camera.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamAddressTest {
  @ParameterizedTest
  @CsvSource({
    "rtsp://admin:s3cret@10.0.0.7:554/h264, rtsp://10.0.0.7:554/h264",
    "rtsp://10.0.0.7/h264, rtsp://10.0.0.7/h264",
    "http://cam/video?user=a&pwd=s3cret, http://cam/video?…",
    "rtsp://a%40b:s3%40cret@cam, rtsp://cam",
    "rtsp://s3cret@[fe80::1]:554/x, rtsp://[fe80::1]:554/x"
  })
  void shownAddress_hasNoSecret(String address, String shown) {
    assertThat(StreamAddress.parse(address)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret", "file:///s3cret", "rtsp:s3cret", "rtsp://a:s3 cret@cam", ""})
  void whatIsNoAddress_isRefusedWithoutShowingIt(String address) {
    assertThatThrownBy(() -> StreamAddress.parse(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid stream address. Must be a URL such as rtsp://host/path")
        .hasMessageNotContaining("s3")
        .hasNoCause();
  }

  @Test
  void secretWithSpecialCharacters_needsThemWritten() {
    assertThat(StreamAddress.parse("rtsp://admin:p%23ss@cam/1")).hasToString("rtsp://cam/1");
  }
}
