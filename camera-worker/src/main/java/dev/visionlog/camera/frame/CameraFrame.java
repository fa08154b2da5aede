package dev.visionlog.camera.frame;

import java.time.Duration;
import java.time.Instant;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * One picture of a camera. Holds memory outside of Java's heap, so whoever gets it from a source
 * closes it; a detector does not. For one thread at a time.
 */
public final class CameraFrame implements AutoCloseable {
  private final long number;
  private final Instant time;
  private final Duration offset;
  private final Mat image;
  private final long takenAt = System.nanoTime();

  /**
   * @param number its place among the frames of its source, from 1; frames that were left out have
   *     numbers too
   * @param time when it was taken, by this machine's clock
   * @param offset since the source's first frame, by the video's own clock if it has one
   * @param image three channels of 8 bits, blue, green, red; belongs to the frame from now on
   */
  public CameraFrame(long number, Instant time, Duration offset, Mat image) {
    this.number = number;
    this.time = time;
    this.offset = offset;
    this.image = image;
  }

  public long number() {
    return number;
  }

  public Instant time() {
    return time;
  }

  public Duration offset() {
    return offset;
  }

  /** For how long there has been this frame, whatever happens to the machine's clock. */
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - takenAt);
  }

  /** In pixels. */
  public int width() {
    return image.cols();
  }

  /** In pixels. */
  public int height() {
    return image.rows();
  }

  /**
   * The picture itself: blue, green, red, 8 bits each. Not to be changed, closed, or kept beyond
   * the life of the frame.
   */
  public Mat image() {
    return image;
  }

  /** A copy of its pixels: rows from top to bottom without gaps, each pixel blue, green, red. */
  public byte[] pixels() {
    byte[] pixels = new byte[Math.toIntExact(image.total() * image.elemSize())];
    image.data().get(pixels);
    return pixels;
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    image.close();
  }
}
