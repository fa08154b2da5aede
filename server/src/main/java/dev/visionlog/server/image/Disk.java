package dev.visionlog.server.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;

/** What java.nio lacks for files that have to last. */
final class Disk {
  /**
   * The most that is written at once. For bytes on the heap each thread keeps a buffer of this size
   * outside it.
   */
  private static final int CHUNK = 128 << 10;

  private static final boolean FORCES_FOLDERS =
      !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private Disk() {}

  /** Writes a new file through to the disk. What remains in the buffer; its position stays. */
  static void write(Path file, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = bytes.duplicate();
      int end = rest.limit();
      while (rest.position() < end) {
        rest.limit(Math.min(end, rest.position() + CHUNK));
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** Writes what a folder holds through to the disk. One that is gone holds nothing. */
  static void force(Path folder) throws IOException {
    if (!FORCES_FOLDERS) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (NoSuchFileException deleted) {
      // Whoever deleted it had deleted all that was in it.
    }
  }

  /** Nothing if there is no such file; links are not followed. */
  static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Moves a file, also over another one, in one step that is seen as a whole. */
  static void replace(Path file, Path target) throws IOException {
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Whether the second name was given; not if there is such a file already. */
  static boolean link(Path file, Path second) throws IOException {
    try {
      Files.createLink(second, file);
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    }
  }

  /** Desktops leave files of their own anywhere. */
  static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** How many names a file has. */
  static int names(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
  }
}
