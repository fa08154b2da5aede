package dev.visionlog.server.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of images: puts them to their paths, whole or not at all, and takes them away again.
 * For all threads, and for several servers on one folder.
 *
 * <p>A file is written under a temporary name and forced to the disk before it gets its path. The
 * folders have to be forced by the caller, once for many.
 */
final class ImageFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ImageFiles.class);

  /** How often others may delete the folder between its making and our use of it. */
  private static final int ATTEMPTS = 20;

  private final StoreFolder folder;
  private final IncomingFolder incoming;
  private final ContentFolder content;
  private final boolean links;
  private final FreeSpace space;
  private final Clock clock;
  private final Stripes stripes = new Stripes();

  /** How a file came to its path. */
  enum Placed {
    /** Written anew. */
    WRITTEN,
    /** It shares the bytes of another one. */
    LINKED,
    /** It was there. */
    THERE
  }

  /**
   * @param links whether the file system has hard links
   */
  ImageFiles(
      StoreFolder folder,
      IncomingFolder incoming,
      ContentFolder content,
      boolean links,
      FreeSpace space,
      Clock clock) {
    this.folder = folder;
    this.incoming = incoming;
    this.content = content;
    this.links = links;
    this.space = space;
    this.clock = clock;
  }

  /** Opens the folder, and removes what killed servers have left half done. */
  static ImageFiles open(StoreFolder folder, FreeSpace space, Clock clock) throws IOException {
    ContentFolder content = new ContentFolder(folder.hidden("content"), clock);
    IncomingFolder incoming = IncomingFolder.open(folder.hidden("incoming"));
    return new ImageFiles(folder, incoming, content, hasLinks(incoming), space, clock);
  }

  private static boolean hasLinks(IncomingFolder incoming) throws IOException {
    Path file = Files.createFile(incoming.next());
    Path second = incoming.next();
    try {
      return Disk.link(file, second) && Disk.names(file) == 2;
    } catch (UnsupportedOperationException | IllegalArgumentException | FileSystemException none) {
      LOG.warn("The image store's file system has no hard links: equal images are kept twice");
      return false;
    } finally {
      Files.deleteIfExists(second);
      Files.deleteIfExists(file);
    }
  }

  StoreFolder folder() {
    return folder;
  }

  Optional<ContentFolder> content() {
    return links ? Optional.of(content) : Optional.empty();
  }

  IncomingFolder incoming() {
    return incoming;
  }

  /** The size of the file of a path. One that is there is young again to the sweep. */
  Optional<Long> renew(String path) throws IOException {
    Path file = folder.file(path);
    Optional<Long> bytes = Disk.attributes(file).map(BasicFileAttributes::size);
    if (bytes.isEmpty()) {
      return bytes;
    }
    try {
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      return bytes;
    } catch (NoSuchFileException deleted) {
      return Optional.empty();
    }
  }

  /**
   * Makes the bytes the file of the path.
   *
   * @param sha256 of the bytes
   */
  Placed place(String path, ByteBuffer bytes, String sha256) throws IOException {
    Path file = folder.file(path);
    synchronized (stripes.of(sha256)) {
      if (renew(path).filter(size -> size == bytes.remaining()).isPresent()) {
        return Placed.THERE;
      }
      for (int attempt = 1; ; attempt++) {
        try {
          folder.makeFolderOf(file);
          return placeNew(file, bytes, sha256);
        } catch (NoSuchFileException folderDeleted) {
          if (attempt == ATTEMPTS) {
            throw folderDeleted;
          }
        }
      }
    }
  }

  private Placed placeNew(Path file, ByteBuffer bytes, String sha256) throws IOException {
    if (links && content.link(sha256, bytes.remaining(), file)) {
      return Placed.LINKED;
    }
    space.require(bytes.remaining());
    Path temporary = incoming.write(bytes);
    try {
      if (links && Disk.link(temporary, file)) {
        content.keep(temporary, sha256);
      } else {
        Disk.replace(temporary, file);
      }
      return Placed.WRITTEN;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Whether there was such a file. Its bytes go with their last name. */
  boolean delete(String path) throws IOException {
    Optional<Path> file = folder.find(path);
    return file.isPresent() && delete(file.get());
  }

  private boolean delete(Path file) throws IOException {
    boolean deleted;
    synchronized (stripes.of(key(file))) {
      Optional<String> sha256 = lastContent(file);
      deleted = Files.deleteIfExists(file);
      if (sha256.isPresent()) {
        content.release(sha256.get());
      }
    }
    folder.prune(file);
    return deleted;
  }

  /** What tells files apart that have several names. */
  private static Object key(Path file) throws IOException {
    Object key = Disk.attributes(file).map(BasicFileAttributes::fileKey).orElse(null);
    return key == null ? file : key;
  }

  /** The SHA-256 of a file whose only other name can be its content's. */
  private Optional<String> lastContent(Path file) throws IOException {
    try {
      return links && Disk.names(file) == 2 ? Optional.of(Sha256.of(file)) : Optional.empty();
    } catch (NoSuchFileException deleted) {
      return Optional.empty();
    }
  }

  /**
   * Deletes a file unless it was used since. For whoever has found that nobody needs it, while
   * others may be saving the same image again: it is put aside first, and then looked at.
   */
  boolean deleteIfOlder(String path, Instant limit) throws IOException {
    Optional<Path> found = folder.find(path);
    if (found.isEmpty()) {
      return false;
    }
    Path file = found.get();
    Optional<String> sha256 = lastContent(file);
    Path aside = incoming.next();
    try {
      Files.move(file, aside);
    } catch (NoSuchFileException deleted) {
      return false;
    }
    boolean old = isOlder(aside, limit);
    if (!old) {
      putBack(aside, file);
    }
    Files.deleteIfExists(aside);
    if (sha256.isPresent()) {
      content.release(sha256.get());
    }
    folder.prune(file);
    return old;
  }

  private static boolean isOlder(Path file, Instant limit) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().isBefore(limit);
  }

  /** Under its path there may be the same image again by now. */
  private void putBack(Path aside, Path file) throws IOException {
    folder.makeFolderOf(file);
    if (links) {
      Disk.link(aside, file);
    } else {
      Disk.replace(aside, file);
    }
  }

  @Override
  public void close() throws IOException {
    incoming.close();
  }
}
