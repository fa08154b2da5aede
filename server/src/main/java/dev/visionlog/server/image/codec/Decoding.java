package dev.visionlog.server.image.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** From bytes to pixels: gray or BGR, 8 bits. Results belong to the scope of the caller. */
final class Decoding {
  /** So many rows are converted at once: what is needed beside both images stays small. */
  private static final int STRIP = 64;

  private static final int ALPHA = 3;

  private Decoding() {}

  /** Releases all that was allocated for the work, but for what retains itself. */
  static <T> T scoped(Supplier<T> work) {
    PointerScope scope = new PointerScope();
    try {
      return work.get();
    } finally {
      scope.close();
    }
  }

  static Mat frame(ByteBuffer pixels, RawFrame frame) {
    boolean gray = frame.samples() == RawFrame.Samples.GRAY;
    Mat mat = new Mat(frame.height(), frame.width(), gray ? CV_8UC1 : CV_8UC3);
    ByteBuffer target = mat.createBuffer();
    target.put(pixels.duplicate());
    if (frame.samples() == RawFrame.Samples.RGB) {
      opencv_imgproc.cvtColor(mat, mat, opencv_imgproc.COLOR_RGB2BGR);
    }
    return mat;
  }

  static Mat decode(ByteBuffer image, ImageHeader header) {
    BytePointer bytes = new BytePointer((long) image.remaining());
    bytes.asByteBuffer().put(image.duplicate());
    Mat decoded = decode(bytes, IMREAD_UNCHANGED);
    bytes.deallocate();
    if (decoded.cols() != header.width() || decoded.rows() != header.height()) {
      throw BadImageException.broken(header.format(), "it cannot be decoded");
    }
    return plain(decoded, header);
  }

  private static Mat decode(BytePointer bytes, int flags) {
    Mat row = new Mat(1, (int) bytes.limit(), CV_8UC1, bytes);
    return opencv_imgcodecs.imdecode(row, flags);
  }

  /** As small as the decoder can make it at once, but no smaller than wanted. */
  static Mat reduced(BytePointer jpeg, ImageHeader header, int longestSide) {
    int ratio = longestSide(header) / longestSide;
    Mat decoded = decode(jpeg, reduction(ratio));
    if (decoded.empty()) {
      throw BadImageException.broken(header.format(), "it cannot be decoded");
    }
    return decoded;
  }

  private static int reduction(int ratio) {
    if (ratio >= 8) {
      return IMREAD_REDUCED_COLOR_8;
    }
    if (ratio >= 4) {
      return IMREAD_REDUCED_COLOR_4;
    }
    return ratio >= 2 ? IMREAD_REDUCED_COLOR_2 : IMREAD_COLOR;
  }

  /** The same where it is small enough. */
  static Mat shrink(Mat image, int longestSide) {
    double scale = (double) longestSide / longestSide(image);
    if (scale >= 1) {
      return image;
    }
    Size size = new Size(scaled(image.cols(), scale), scaled(image.rows(), scale));
    Mat small = new Mat();
    opencv_imgproc.resize(image, small, size, 0, 0, opencv_imgproc.INTER_AREA);
    return small;
  }

  private static int scaled(int side, double scale) {
    return (int) Math.max(1, Math.round(side * scale));
  }

  static int longestSide(Mat image) {
    return Math.max(image.cols(), image.rows());
  }

  static int longestSide(ImageHeader header) {
    return Math.max(header.width(), header.height());
  }

  private static Mat plain(Mat image, ImageHeader header) {
    checkSamples(image, header);
    if (image.depth() == CV_8U && image.channels() <= ALPHA) {
      return image;
    }
    Mat plain = new Mat(image.rows(), image.cols(), image.channels() == 1 ? CV_8UC1 : CV_8UC3);
    for (int from = 0; from < image.rows(); from += STRIP) {
      int row = from;
      int end = Math.min(image.rows(), row + STRIP);
      scoped(() -> flatten(eightBits(image.rowRange(row, end)), plain.rowRange(row, end)));
    }
    image.release();
    return plain;
  }

  private static void checkSamples(Mat image, ImageHeader header) {
    boolean integers = image.depth() == CV_8U || image.depth() == CV_16U;
    boolean channels = image.channels() == 1 || image.channels() == 3 || image.channels() == 4;
    if (!integers || !channels) {
      throw BadImageException.unsupported(
          header.format(),
          image.channels() + " samples of " + image.elemSize1() * 8 + " bits",
          "1, 3 or 4 samples of up to 16 bits");
    }
  }

  private static Mat eightBits(Mat strip) {
    if (strip.depth() == CV_8U) {
      return strip;
    }
    Mat small = new Mat();
    strip.convertTo(small, CV_8U, 1 / 257.0, 0);
    return small;
  }

  /** On white: {@code colour * alpha + 255 * (1 - alpha)}. */
  private static Mat flatten(Mat strip, Mat target) {
    if (strip.channels() <= ALPHA) {
      strip.copyTo(target);
      return target;
    }
    Mat alpha = new Mat();
    opencv_core.extractChannel(strip, alpha, ALPHA);
    opencv_imgproc.cvtColor(alpha, alpha, opencv_imgproc.COLOR_GRAY2BGR);
    opencv_imgproc.cvtColor(strip, target, opencv_imgproc.COLOR_BGRA2BGR);
    opencv_core.multiply(target, alpha, target, 1 / 255.0, -1);
    opencv_core.bitwise_not(alpha, alpha);
    opencv_core.add(target, alpha, target);
    return target;
  }
}
