package dev.visionlog.client;

/** How the pixels of a raw frame lie: 8 bits a channel, rows from top to bottom without gaps. */
public enum PixelFormat {
  /** Blue, green, red: what OpenCV has. */
  BGR(3),
  /** Red, green, blue. */
  RGB(3),
  /** Brightness alone. */
  GRAY(1);

  private final int bytesPerPixel;

  PixelFormat(int bytesPerPixel) {
    this.bytesPerPixel = bytesPerPixel;
  }

  public int bytesPerPixel() {
    return bytesPerPixel;
  }
}
