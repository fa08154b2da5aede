package dev.visionlog.server.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One owner at a time for a data folder. The operating system ends it with the process. */
final class FolderLock implements AutoCloseable {
  /**
   * The locks of this JVM. A POSIX lock ends as soon as its process closes the file through any
   * descriptor, so a file that we have locked must not even be opened again.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static FolderLock acquire(Path folder, Path file) {
    if (!OURS.add(file)) {
      throw held(folder, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      return new FolderLock(file, lock(folder, file));
    } catch (IOException e) {
      OURS.remove(file);
      throw new EmbeddedPostgresException("Cannot lock " + file + ": " + e, e);
    } catch (RuntimeException e) {
      OURS.remove(file);
      throw e;
    }
  }

  private static FileChannel lock(Path folder, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw held(folder, Files.readString(file).strip());
    }
    channel.truncate(0);
    String pid = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  private static EmbeddedPostgresException held(Path folder, String pid) {
    return new EmbeddedPostgresException(
        "The data folder %s is in use by another Visionlog (pid %s). Stop that one first, or choose another folder with VISIONLOG_DATA_DIR"
            .formatted(folder, pid.isEmpty() ? "unknown" : pid));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EmbeddedPostgresException("Cannot unlock " + file + ": " + e, e);
    } finally {
      OURS.remove(file);
    }
  }
}
