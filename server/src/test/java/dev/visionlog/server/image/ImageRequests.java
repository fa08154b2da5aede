package dev.visionlog.server.image;

import dev.visionlog.server.image.codec.RawFrame;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Requests for tests. */
final class ImageRequests {
  static final Instant TIME = Instant.parse("2026-11-21T23:59:58.123456Z");

  private ImageRequests() {}

  static ImageRequest of(String imageId, byte[] image) {
    return at(TIME, imageId, image);
  }

  static ImageRequest at(Instant time, String imageId, byte[] image) {
    return new ImageRequest(ByteBuffer.wrap(image), null, time, imageId, 7L, "edge-1", false);
  }

  static ImageRequest defect(String imageId, byte[] image) {
    return new ImageRequest(ByteBuffer.wrap(image), null, TIME, imageId, 7L, "edge-1", true);
  }

  static ImageRequest raw(ByteBuffer pixels, RawFrame frame) {
    return new ImageRequest(pixels, frame, TIME, "raw", null, "", false);
  }
}
