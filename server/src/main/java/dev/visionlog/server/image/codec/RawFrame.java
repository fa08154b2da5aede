package dev.visionlog.server.image.codec;

/**
 * How bytes that are nothing but pixels are to be read: rows from the top, tightly packed, a byte
 * for each sample.
 */
public record RawFrame(Samples samples, int width, int height) {

  /** What stands in the bytes of a pixel. */
  public enum Samples {
    BGR(3),
    RGB(3),
    GRAY(1);

    private final int channels;

    Samples(int channels) {
      this.channels = channels;
    }

    int channels() {
      return channels;
    }
  }

  /** How many bytes the frame has to have; 0 or less if its size makes no sense. */
  long bytes() {
    return width <= 0 || height <= 0 ? 0 : (long) width * height * samples.channels();
  }
}
