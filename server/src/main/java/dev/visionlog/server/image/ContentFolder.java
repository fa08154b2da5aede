package dev.visionlog.server.image;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every stored file under its SHA-256 as well, so that equal bytes can be found and given one more
 * name instead of being written again. Nobody depends on what lies here: each image is a file under
 * its own path, and a content that is lost costs disk space only. That is what makes every race
 * between saving and deleting harmless.
 */
final class ContentFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ContentFolder.class);

  private final Path folder;
  private final Clock clock;

  ContentFolder(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  Path root() {
    return folder;
  }

  /**
   * Gives the content one more name. Not if there is none, if it has not the size that it should
   * have, or if it has as many names as the file system allows.
   *
   * @throws NoSuchFileException if the folder for the name is not there
   */
  boolean link(String sha256, long bytes, Path name) throws IOException {
    Path file = file(sha256);
    if (!isThere(file, bytes)) {
      return false;
    }
    try {
      rejuvenate(file);
      return Disk.link(file, name);
    } catch (NoSuchFileException deleted) {
      if (Files.exists(file)) {
        throw deleted;
      }
      return false;
    } catch (FileSystemException refused) {
      LOG.debug("No further link", refused);
      return false;
    }
  }

  private static boolean isThere(Path file, long bytes) throws IOException {
    Optional<BasicFileAttributes> attributes = Disk.attributes(file);
    return attributes.isPresent() && attributes.get().size() == bytes;
  }

  /** A name that is new must look new to the sweep, which deletes what is old and has no row. */
  private void rejuvenate(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
  }

  /**
   * Takes a temporary file in as the content, in the place of one that may be there. Never fails:
   * the image has its own name already.
   */
  void keep(Path temporary, String sha256) {
    try {
      Path file = file(sha256);
      Files.createDirectories(folder.resolve(sha256.substring(0, 2)));
      Disk.replace(temporary, file);
    } catch (IOException lost) {
      LOG.debug("No content for later images", lost);
    }
  }

  /** Deletes the content if nothing else has its bytes. */
  void release(String sha256) throws IOException {
    release(file(sha256));
  }

  /**
   * As above. An image that gets the bytes at this moment keeps them: all that is deleted is a
   * name.
   */
  void release(Path file) throws IOException {
    if (isUnreferenced(file)) {
      Files.deleteIfExists(file);
    }
  }

  boolean isUnreferenced(Path file) throws IOException {
    try {
      return Disk.names(file) == 1;
    } catch (NoSuchFileException none) {
      return false;
    }
  }

  private Path file(String sha256) {
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
  }
}
