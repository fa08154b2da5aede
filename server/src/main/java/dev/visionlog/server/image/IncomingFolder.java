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

/**
 * Where files are written before they get their place. Each open store has a folder of its own here
 * and a lock on it, so that what a killed server has left can be told from what another server is
 * about to write, however short ago either was.
 */
final class IncomingFolder implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final int ATTEMPTS = 10;

  /**
   * The folders of this JVM. A POSIX lock ends as soon as its process closes the file through any
   * descriptor, so a lock of ours must not even be opened again.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel lock;
  private final AtomicLong count = new AtomicLong();

  private IncomingFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Makes a folder for this store in the one for all, and removes those whose owner is gone. */
  static IncomingFolder open(Path all) throws IOException {
    Files.createDirectories(all);
    removeStale(all);
    for (int attempt = 1; ; attempt++) {
      try {
        return take(all.resolve(UUID.randomUUID().toString()));
      } catch (NoSuchFileException | FileAlreadyExistsException takenForStale) {
        if (attempt == ATTEMPTS) {
          throw takenForStale;
        }
      }
    }
  }

  private static IncomingFolder take(Path folder) throws IOException {
    OURS.add(folder);
    try {
      Files.createDirectory(folder);
      return new IncomingFolder(folder, lock(folder.resolve(LOCK)));
    } catch (IOException | RuntimeException error) {
      OURS.remove(folder);
      throw error;
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (isLockable(channel)) {
      return channel;
    }
    channel.close();
    throw new FileAlreadyExistsException(file.toString());
  }

  /** Returns how many files it has removed. */
  static long removeStale(Path all) throws IOException {
    long removed = 0;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(all)) {
      for (Path each : folders) {
        removed += OURS.contains(each) ? 0 : removeIfStale(each);
      }
    } catch (NoSuchFileException none) {
      return 0;
    }
    return removed;
  }

  /** An owner that has made its folder and not yet its lock loses it to us, and takes another. */
  private static long removeIfStale(Path folder) throws IOException {
    Path file = folder.resolve(LOCK);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      return isLockable(channel) ? empty(folder) : 0;
    } catch (NoSuchFileException removedByAnother) {
      return 0;
    }
  }

  private static boolean isLockable(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException ours) {
      return false;
    }
  }

  private static long empty(Path folder) throws IOException {
    long removed = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        boolean temporary = !file.endsWith(LOCK);
        removed += temporary && Files.deleteIfExists(file) ? 1 : 0;
      }
    }
    Files.deleteIfExists(folder.resolve(LOCK));
    removeFolder(folder);
    return removed;
  }

  private static void removeFolder(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException usedAgain) {
      // The next one that opens the store removes it.
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
      empty(folder);
    } finally {
      lock.close();
      OURS.remove(folder);
    }
  }
}
