package dev.visionlog.server.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A stored image to be read once, by one thread. It can be read to its end even if it is deleted
 * meanwhile. To be closed.
 *
 * @param bytes how long it is
 * @param content unbuffered: to be read in chunks
 */
public record LoadedImage(long bytes, InputStream content) implements AutoCloseable {

  static LoadedImage open(Path file) throws IOException {
    InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    try {
      return new LoadedImage(Files.size(file), content);
    } catch (IOException | RuntimeException error) {
      content.close();
      throw error;
    }
  }

  @Override
  public void close() {
    try {
      content.close();
    } catch (IOException error) {
      throw new ImageStoreException("The image cannot be closed", error);
    }
  }
}
