package dev.visionlog.server.image;

import dev.visionlog.server.image.codec.BadImageException;
import dev.visionlog.server.image.codec.ImageFormat;
import dev.visionlog.server.image.codec.ImageHeader;
import dev.visionlog.server.image.codec.ImageHeaders;
import dev.visionlog.server.image.codec.RawFrame;
import dev.visionlog.server.image.codec.Refusal;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be found wrong with an image before anything is decoded or written. */
final class ImageCheck {
  private final ImageSettings settings;

  ImageCheck(ImageSettings settings) {
    this.settings = settings;
  }

  /**
   * @throws BadImageException if it is not to be stored
   */
  ImageHeader check(ImageRequest request) {
    checkBytes(request.bytes().remaining());
    RawFrame raw = request.raw();
    checkFormat(raw == null ? ImageHeaders.format(request.bytes()) : ImageFormat.RAW);
    ImageHeader header =
        raw == null ? ImageHeaders.read(request.bytes()) : ImageHeaders.read(request.bytes(), raw);
    header.checkPixels(settings.mostPixels());
    return header;
  }

  private void checkBytes(int bytes) {
    if (bytes > settings.mostBytes()) {
      throw new BadImageException(
          Refusal.TOO_MANY_BYTES,
          String.format(
              Locale.ROOT,
              "The image has %,d bytes; at most %,d are allowed",
              bytes,
              settings.mostBytes()));
    }
  }

  private void checkFormat(ImageFormat format) {
    if (!settings.formats().contains(format)) {
      throw new BadImageException(
          Refusal.FORMAT_NOT_ALLOWED,
          "Images in the format " + format.title() + " are not allowed; allowed: " + allowed());
    }
  }

  private String allowed() {
    return settings.formats().stream()
        .sorted()
        .map(ImageFormat::title)
        .collect(Collectors.joining(", "));
  }
}
