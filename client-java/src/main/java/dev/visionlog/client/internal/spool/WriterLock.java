package dev.visionlog.client.internal.spool;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a writer's folder against other processes, and against other spools of this one. The system
 * lets go of it when the process ends, however that happens.
 */
final class WriterLock implements Closeable {

  @GuardedBy("WriterLock.class")
  private static final Set<Path> HELD = new HashSet<>();

  /**
   * Channels of locks that another class loader's copy of this class holds in this JVM. On POSIX,
   * closing any channel of a file releases the process's locks of it, so these must stay open.
   */
  @GuardedBy("WriterLock.class")
  private static final Map<Path, FileChannel> NOT_TO_BE_CLOSED = new HashMap<>();

  private final Path file;
  private final FileChannel channel;

  private WriterLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock of a folder that exists.
   *
   * @return empty if somebody holds it, or the folder is being made or deleted by somebody
   */
  static Optional<WriterLock> tryTake(WriterFolder folder) throws IOException {
    try {
      if (!PrivateFiles.exists(folder.lock())) {
        if (folder.isVacant()) {
          // Made by a process that has ended, or is about to make the lock and will try again.
          Files.deleteIfExists(folder.path());
          return Optional.empty();
        }
        if (!folder.holdsSpool()) {
          return Optional.empty();
        }
        PrivateFiles.createFile(folder.lock());
      }
      return tryTakeFile(folder);
    } catch (NoSuchFileException | FileAlreadyExistsException e) {
      return Optional.empty();
    }
  }

  /** Makes a new writer's folder and takes its lock; empty if somebody was faster. */
  static Optional<WriterLock> tryCreate(WriterFolder folder) throws IOException {
    PrivateFiles.createFolder(folder.path());
    try {
      PrivateFiles.createFile(folder.lock());
      return tryTakeFile(folder);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Optional<WriterLock> tryTakeFile(WriterFolder folder) throws IOException {
    Path file = folder.path().toRealPath().resolve(folder.lock().getFileName());
    synchronized (WriterLock.class) {
      if (HELD.contains(file)) {
        return Optional.empty();
      }
      FileChannel channel = lockedChannel(file);
      if (channel == null) {
        return Optional.empty();
      }
      if (!PrivateFiles.exists(file)) {
        // It was deleted with its folder after it had been opened here.
        channel.close();
        return Optional.empty();
      }
      HELD.add(file);
      return Optional.of(new WriterLock(file, channel));
    }
  }

  @GuardedBy("WriterLock.class")
  private static @Nullable FileChannel lockedChannel(Path file) throws IOException {
    FileChannel channel = NOT_TO_BE_CLOSED.remove(file);
    if (channel == null) {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      NOT_TO_BE_CLOSED.put(file, channel);
      return null;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  @Override
  public void close() throws IOException {
    synchronized (WriterLock.class) {
      if (channel.isOpen()) {
        HELD.remove(file);
        channel.close();
      }
    }
  }
}
