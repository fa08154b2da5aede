package dev.visionlog.server.image.codec;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** From pixels to a JPEG, which outlives the scope of the caller. */
final class Encoding {
  private Encoding() {}

  static EncodedImage jpeg(Mat image, int quality) {
    IntPointer parameters = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
    BytePointer jpeg = new BytePointer();
    if (!opencv_imgcodecs.imencode(".jpg", image, jpeg, parameters)) {
      throw new IllegalStateException("OpenCV encodes no JPEG");
    }
    return new EncodedImage(jpeg.retainReference());
  }
}
