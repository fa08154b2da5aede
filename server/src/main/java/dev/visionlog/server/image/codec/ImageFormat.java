package dev.visionlog.server.image.codec;

/** What an image may come as. */
public enum ImageFormat {
  JPEG("JPEG"),
  PNG("PNG"),
  WEBP("WebP"),
  BMP("BMP"),
  TIFF("TIFF"),
  /** Rows of pixels and nothing else. */
  RAW("raw");

  private final String title;

  ImageFormat(String title) {
    this.title = title;
  }

  /** As people write it. */
  public String title() {
    return title;
  }
}
