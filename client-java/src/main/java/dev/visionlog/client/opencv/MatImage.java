package dev.visionlog.client.opencv;

import dev.visionlog.client.Image;
import dev.visionlog.client.PixelFormat;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Images of OpenCV's matrices. */
public final class MatImage {

  private MatImage() {}

  /**
   * A copy of a matrix as a raw frame; the matrix can be used again or released at once. May be a
   * part of a larger one.
   *
   * @param mat 8 bits a channel: gray (CV_8UC1) or blue, green, red (CV_8UC3)
   * @throws IllegalArgumentException if it is empty, of another type, or larger than {@link
   *     Image#MAX_BYTES}
   */
  public static Image of(Mat mat) {
    PixelFormat format = format(mat);
    if (mat.empty()) {
      throw new IllegalArgumentException("Invalid matrix without pixels. Must have at least one");
    }
    long bytes = (long) mat.cols() * mat.rows() * format.bytesPerPixel();
    if (bytes > Image.MAX_BYTES) {
      throw new IllegalArgumentException(
          "Invalid matrix of %,d bytes. Must have at most %,d: encode it, or make it smaller"
              .formatted(bytes, Image.MAX_BYTES));
    }
    if (mat.isContinuous()) {
      return copy(mat, format, (int) bytes);
    }
    try (Mat whole = mat.clone()) {
      return copy(whole, format, (int) bytes);
    }
  }

  private static PixelFormat format(Mat mat) {
    int type = mat.type();
    if (type == opencv_core.CV_8UC3) {
      return PixelFormat.BGR;
    }
    if (type == opencv_core.CV_8UC1) {
      return PixelFormat.GRAY;
    }
    throw new IllegalArgumentException(
        "Invalid matrix of type %d with %d channels. Must be CV_8UC1 or CV_8UC3"
            .formatted(type, mat.channels()));
  }

  private static Image copy(Mat mat, PixelFormat format, int bytes) {
    ByteBuffer pixels = mat.data().capacity(bytes).asByteBuffer();
    return Image.raw(pixels, format, mat.cols(), mat.rows());
  }
}
