package dev.visionlog.camera.worker;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Makes JPEGs. Any thread. */
final class JpegEncoder {
  private final int quality;

  /**
   * @param quality 1 to 100
   */
  JpegEncoder(int quality) {
    this.quality = quality;
  }

  /**
   * Encodes a picture of blue, green and red.
   *
   * @throws IOException if it cannot be encoded: a side of it has more than 65,535 pixels
   */
  byte[] encode(Mat image) throws IOException {
    try (BytePointer jpeg = new BytePointer();
        IntPointer options = new IntPointer(IMWRITE_JPEG_QUALITY, quality)) {
      if (!imencode(".jpg", image, jpeg, options)) {
        throw new IOException("The picture cannot be encoded as JPEG");
      }
      byte[] bytes = new byte[Math.toIntExact(jpeg.limit())];
      jpeg.get(bytes);
      return bytes;
    }
  }
}
