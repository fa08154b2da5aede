package dev.visionlog.server.image.codec;

import dev.visionlog.server.model.Detection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Makes JPEGs of other images, and smaller or annotated ones of JPEGs. For all threads, of which so
 * many work at once; the others wait. All memory outside the heap is given back before a method
 * returns, except for an {@link EncodedImage}'s.
 *
 * <p>OpenCV is loaded by the first image. Images must have been checked by {@link ImageHeaders}.
 */
public final class Codec {
  private static final int THUMBNAIL_QUALITY = 80;
  private static final int ANNOTATED_QUALITY = 90;

  private final CodecGate gate;
  private final Path librariesFallback;

  /**
   * @param atOnce how many images are worked on at the same time
   * @param librariesFallback a folder for OpenCV's libraries, made and used where the user has no
   *     home to write to
   */
  public Codec(int atOnce, Path librariesFallback) {
    this.gate = new CodecGate(atOnce);
    this.librariesFallback = librariesFallback;
  }

  /** How often an image had to wait for others. */
  public long waits() {
    return gate.waits();
  }

  /**
   * Makes a JPEG. What is transparent becomes white, 16 bits become 8.
   *
   * @param raw how to read bytes that are only pixels; null for all other formats
   * @param quality 1 to 100
   * @throws BadImageException if the image cannot be decoded
   * @throws CodecUnavailableException if nothing can be decoded
   */
  public EncodedImage encode(
      ByteBuffer image, ImageHeader header, @Nullable RawFrame raw, int quality) {
    return work(
        header,
        () -> {
          Mat pixels = raw == null ? Decoding.decode(image, header) : Decoding.frame(image, raw);
          return Encoding.jpeg(pixels, quality);
        });
  }

  /**
   * A JPEG whose longest side is at most so long, of a JPEG.
   *
   * @param detections whose boxes are drawn on it, in pixels of the full image
   */
  public byte[] thumbnail(FileChannel jpeg, int longestSide, List<Detection> detections)
      throws IOException {
    return draw(
        jpeg,
        THUMBNAIL_QUALITY,
        (bytes, header) -> thumbnail(bytes, header, longestSide, detections));
  }

  private static Mat thumbnail(
      BytePointer bytes, ImageHeader header, int longestSide, List<Detection> detections) {
    Mat small = Decoding.shrink(Decoding.reduced(bytes, header, longestSide), longestSide);
    double scale = (double) Decoding.longestSide(small) / Decoding.longestSide(header);
    BoxPainter.paint(small, detections, scale);
    return small;
  }

  /**
   * The same JPEG with boxes.
   *
   * @param detections whose boxes are drawn on it
   */
  public byte[] annotated(FileChannel jpeg, List<Detection> detections) throws IOException {
    return draw(jpeg, ANNOTATED_QUALITY, (bytes, header) -> annotated(bytes, header, detections));
  }

  private static Mat annotated(BytePointer bytes, ImageHeader header, List<Detection> detections) {
    Mat pixels = Decoding.reduced(bytes, header, Decoding.longestSide(header));
    BoxPainter.paint(pixels, detections, 1);
    return pixels;
  }

  private byte[] draw(
      FileChannel jpeg, int quality, BiFunction<BytePointer, ImageHeader, Mat> drawing)
      throws IOException {
    OpenCv.load(librariesFallback);
    try (EncodedImage file = read(jpeg)) {
      ImageHeader header = ImageHeaders.read(file.bytes());
      try (EncodedImage drawn =
          work(header, () -> Encoding.jpeg(drawing.apply(file.memory(), header), quality))) {
        return drawn.toArray();
      }
    }
  }

  private static EncodedImage read(FileChannel file) throws IOException {
    EncodedImage image = new EncodedImage(new BytePointer(file.size()));
    try {
      ByteBuffer target = image.memory().asByteBuffer();
      while (target.hasRemaining() && file.read(target) >= 0) {
        // Until all is read.
      }
      return image;
    } catch (IOException | RuntimeException error) {
      image.close();
      throw error;
    }
  }

  /** All that the work allocates is released at its end, but for its result. */
  private EncodedImage work(ImageHeader header, Supplier<EncodedImage> work) {
    OpenCv.load(librariesFallback);
    try {
      return gate.pass(header.workPixels(), () -> Decoding.scoped(work));
    } catch (BadImageException bad) {
      throw bad;
    } catch (OutOfMemoryError full) {
      throw new CodecUnavailableException("There is not enough memory for the image", full);
    } catch (RuntimeException error) {
      throw translate(header, error);
    }
  }

  private static RuntimeException translate(ImageHeader header, RuntimeException error) {
    String message = String.valueOf(error.getMessage());
    return message.contains("(-" + -opencv_core.StsNoMem + ":")
        ? new CodecUnavailableException("There is not enough memory for the image", error)
        : BadImageException.broken(header.format(), "it cannot be decoded");
  }
}
