package dev.visionlog.server.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where files are written before they get their place. Each open store has a folder of its own here
 * and a lock on it, so that what a killed server has left can be told from what another server is
 * about to write, however short ago either was.
 */
final class IncomingFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IncomingFolder.class);
  private static final String LOCK = "lock";
  private static final int ATTEMPTS = 10;

  /**
   * The folders of this JVM. A POSIX lock ends as soon as its process closes the file through any
   * descriptor, so a lock of ours must not even be opened again.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path all;
  private final Path folder;
  private final FileChannel lock;
  private final AtomicLong count = new AtomicLong();

  private IncomingFolder(Path all, Path folder, FileChannel lock) {
    this.all = all;
    this.folder = folder;
    this.lock = lock;
  }

  /** Makes a folder for this store in the one for all, and removes those whose owner is gone. */
  static IncomingFolder open(Path all) throws IOException {
    Files.createDirectories(all);
    sweep(all, true, (file, bytes) -> {});
    for (int attempt = 1; ; attempt++) {
      try {
        return take(all, all.resolve(UUID.randomUUID().toString()));
      } catch (NoSuchFileException | FileAlreadyExistsException takenForStale) {
        if (attempt == ATTEMPTS) {
          throw takenForStale;
        }
      }
    }
  }

  private static IncomingFolder take(Path all, Path folder) throws IOException {
    OURS.add(folder);
    try {
      Files.createDirectory(folder);
      return new IncomingFolder(all, folder, lock(folder.resolve(LOCK)));
    } catch (IOException | RuntimeException error) {
      OURS.remove(folder);
      throw error;
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (tryLock(channel) == Attempt.HELD_BY_ANOTHER) {
      channel.close();
      throw new FileAlreadyExistsException(file.toString());
    }
    return channel;
  }

  /** What a sweep finds. */
  interface Found {
    void file(Path file, long bytes);
  }

  /** Finds the files of stores that are gone, and removes them if so wanted. */
  void sweep(boolean remove, Found found) throws IOException {
    sweep(all, remove, found);
  }

  private static void sweep(Path all, boolean remove, Found found) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(all, Disk::isFolder)) {
      for (Path each : folders) {
        if (!OURS.contains(each)) {
          sweepFolder(each, remove, found);
        }
      }
    }
  }

  /** An owner that has made its folder and not yet its lock loses it to us, and takes another. */
  private static void sweepFolder(Path folder, boolean remove, Found found) throws IOException {
    try (FileChannel lock =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (tryLock(lock) == Attempt.LOCKED) {
        sweepFiles(folder, remove, found);
      }
    } catch (NoSuchFileException removedByAnother) {
      LOG.debug("Another server was faster", removedByAnother);
    }
  }

  private static void sweepFiles(Path folder, boolean remove, Found found) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!file.endsWith(LOCK)) {
          found.file(file, Files.size(file));
        }
      }
    }
    if (remove) {
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    removeFolder(folder);
  }

  private static void removeFolder(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException lockedByAnother) {
      LOG.debug("Another server is removing it, too", lockedByAnother);
    }
  }

  /** Some network file systems have no locks. What is left there has to be removed by hand. */
  private enum Attempt {
    LOCKED,
    HELD_BY_ANOTHER,
    NO_LOCKS
  }

  private static Attempt tryLock(FileChannel channel) {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock == null ? Attempt.HELD_BY_ANOTHER : Attempt.LOCKED;
    } catch (OverlappingFileLockException ours) {
      return Attempt.HELD_BY_ANOTHER;
    } catch (IOException none) {
      LOG.warn("The image store's file system has no locks: {}", none.getMessage());
      return Attempt.NO_LOCKS;
    }
  }

  /** A name that nobody has used. The file is not there yet. */
  Path next() {
    return folder.resolve(Long.toString(count.incrementAndGet()));
  }

  /** Writes a new file through to the disk. The caller moves or deletes it. */
  Path write(ByteBuffer bytes) throws IOException {
    Path file = next();
    try {
      Disk.write(file, bytes);
      return file;
    } catch (IOException | RuntimeException error) {
      Files.deleteIfExists(file);
      throw error;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      remove(folder);
    } catch (NoSuchFileException gone) {
      LOG.debug("Somebody has removed the folder", gone);
    } finally {
      lock.close();
      OURS.remove(folder);
    }
  }
}
