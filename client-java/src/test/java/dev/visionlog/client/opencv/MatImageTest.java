package dev.visionlog.client.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visionlog.client.Image;
import dev.visionlog.client.PixelFormat;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

class MatImageTest {

  private static byte[] bytes(Image image) {
    byte[] bytes = new byte[image.sizeBytes()];
    image.data().get(bytes);
    return bytes;
  }

  @Test
  void colour_isCopied() {
    try (Mat mat = new Mat(2, 3, opencv_core.CV_8UC3, new Scalar(1, 2, 3, 0))) {
      Image image = MatImage.of(mat);
      mat.put(new Scalar(9, 9, 9, 0));
      assertThat(image.pixelFormat()).contains(PixelFormat.BGR);
      assertThat(image.width()).isEqualTo(3);
      assertThat(image.height()).isEqualTo(2);
      assertThat(bytes(image))
          .containsExactly(1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3);
    }
  }

  @Test
  void partOfAMatrix_isCopiedWithoutTheRest() {
    try (Mat mat = new Mat(4, 5, opencv_core.CV_8UC1, new Scalar(7));
        Rect rect = new Rect(1, 1, 2, 3);
        Mat part = mat.apply(rect);
        Scalar eight = new Scalar(8)) {
      part.put(eight);
      assertThat(part.isContinuous()).isFalse();
      Image image = MatImage.of(part);
      assertThat(image.pixelFormat()).contains(PixelFormat.GRAY);
      assertThat(bytes(image)).containsExactly(8, 8, 8, 8, 8, 8);
      assertThat(bytes(MatImage.of(mat))).startsWith(7, 7, 7, 7, 7, 7, 8, 8);
    }
  }

  @Test
  void otherTypesAndNothing_areRefused() {
    try (Mat floats = new Mat(2, 2, opencv_core.CV_32FC1);
        Mat nothing = new Mat()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> MatImage.of(floats))
          .withMessage("Invalid matrix of type 5 with 1 channels. Must be CV_8UC1 or CV_8UC3");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> MatImage.of(nothing))
          .withMessageStartingWith("Invalid matrix without pixels");
    }
  }
}
