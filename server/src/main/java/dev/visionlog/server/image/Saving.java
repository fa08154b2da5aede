package dev.visionlog.server.image;

import dev.visionlog.server.image.ImageOutcome.Refused;
import dev.visionlog.server.image.ImageOutcome.Stored;
import dev.visionlog.server.image.codec.BadImageException;
import dev.visionlog.server.image.codec.Codec;
import dev.visionlog.server.image.codec.CodecUnavailableException;
import dev.visionlog.server.image.codec.EncodedImage;
import dev.visionlog.server.image.codec.ImageFormat;
import dev.visionlog.server.image.codec.ImageHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Takes one image from its request to its path. For all threads. */
final class Saving {
  private final ImageSettings settings;
  private final ImageCheck check;
  private final ImagePaths paths;
  private final ImageFiles files;
  private final FreeSpace space;
  private final Codec codec;
  private final ImageCounters counters;

  Saving(
      ImageSettings settings,
      ImageFiles files,
      FreeSpace space,
      Codec codec,
      ImageCounters counters) {
    this.settings = settings;
    this.check = new ImageCheck(settings);
    this.paths = new ImagePaths(settings.byDate(), settings.byResult());
    this.files = files;
    this.space = space;
    this.codec = codec;
    this.counters = counters;
  }

  /** What is stored is not durable before its folders are. Does not throw for what may happen. */
  ImageOutcome save(ImageRequest request) {
    try {
      ImageHeader header = check.check(request);
      return header.format() == ImageFormat.JPEG
          ? saveAsItIs(request, header)
          : saveEncoded(request, header);
    } catch (BadImageException bad) {
      return new Refused(bad.refusal(), String.valueOf(bad.getMessage()));
    } catch (CodecUnavailableException error) {
      return Troubles.of(error);
    } catch (IOException error) {
      return Troubles.of(error);
    }
  }

  private Stored saveAsItIs(ImageRequest request, ImageHeader header) throws IOException {
    String sha256 = Sha256.of(request.bytes());
    return place(paths.of(request, sha256), header, request.bytes(), sha256);
  }

  /** The path is made of the image as it came: one that is there already is not encoded again. */
  private Stored saveEncoded(ImageRequest request, ImageHeader header) throws IOException {
    String path = paths.of(request, Sha256.of(request.bytes()));
    Optional<Long> bytes = files.renew(path);
    if (bytes.isPresent()) {
      counters.countReused();
      String sha256 = Sha256.of(files.folder().file(path));
      return new Stored(path, bytes.get(), header.width(), header.height(), sha256);
    }
    space.require(0);
    try (EncodedImage jpeg =
        codec.encode(request.bytes(), header, request.raw(), settings.jpegQuality())) {
      counters.countEncode();
      return place(path, header, jpeg.bytes(), Sha256.of(jpeg.bytes()));
    }
  }

  private Stored place(String path, ImageHeader header, ByteBuffer jpeg, String sha256)
      throws IOException {
    count(files.place(path, jpeg, sha256), jpeg.remaining());
    return new Stored(path, jpeg.remaining(), header.width(), header.height(), sha256);
  }

  private void count(ImageFiles.Placed placed, long bytes) {
    switch (placed) {
      case WRITTEN -> counters.countSaved(bytes);
      case LINKED -> counters.countLinked();
      case THERE -> counters.countReused();
    }
  }
}
