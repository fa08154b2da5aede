package dev.visionlog.client.internal.spool;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Files and folders that only their owner may use, where the file system knows such modes. */
final class PrivateFiles {

  private PrivateFiles() {}

  /** Makes a folder and what is missing above it. One that exists stays as it is. */
  static void createFolders(Path folder) throws IOException {
    // A link to a folder will do; createDirectories does not think so on every JDK.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, mode(folder, "rwx------"));
    }
  }

  static void createFolder(Path folder) throws IOException {
    Files.createDirectory(folder, mode(folder, "rwx------"));
  }

  /** Makes an empty file. Fails if it exists. */
  static void createFile(Path file) throws IOException {
    Files.createFile(file, mode(file, "rw-------"));
  }

  /** Makes an empty file, or empties it. */
  static void createAnew(Path file) throws IOException {
    Files.deleteIfExists(file);
    createFile(file);
  }

  /** Makes the name of a file durable, where the system can do that. */
  static void syncNameOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      syncFolder(folder);
    }
  }

  /** Makes the names in a folder durable, where the system can do that. */
  static void syncFolder(Path folder) {
    boolean interrupted = false;
    while (true) {
      interrupted |= Thread.interrupted();
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
        break;
      } catch (ClosedByInterruptException e) {
        interrupted = true;
      } catch (IOException e) {
        // Windows does not open folders, and some network file systems do not sync them.
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The beginning of a file, up to so many bytes. Unlike a channel, an interrupt does not end it.
   */
  static byte[] read(Path file, int bytes) throws IOException {
    try (FileInputStream stream = new FileInputStream(file.toFile())) {
      return stream.readNBytes(bytes);
    }
  }

  /** What is in a folder, in no order. */
  static List<Path> list(Path folder) throws IOException {
    String[] names = folder.toFile().list();
    if (names == null) {
      throw new NotDirectoryException(folder + " is not a folder that can be read");
    }
    return Stream.of(names).map(folder::resolve).toList();
  }

  static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static FileAttribute<?>[] mode(Path path, String mode) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
    };
  }
}
