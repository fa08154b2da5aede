package dev.visionlog.server.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/** The file by which a folder is told from an empty one in its place: an id that it keeps. */
final class StoreMark {
  private final Path file;
  private final UUID id;

  private StoreMark(Path file, UUID id) {
    this.file = file;
    this.id = id;
  }

  /**
   * Gives the folder its mark if it has none.
   *
   * @throws ForeignFolderException if the images are in another one; its message is for whoever
   *     runs the server
   */
  static StoreMark open(Path file, StoreIdentity identity) throws IOException {
    UUID own = own(file);
    UUID wanted = identity.claim(own);
    if (!wanted.equals(own)) {
      throw new ForeignFolderException(
          "the images of this database are in another folder. Is a disk not mounted? If they were"
              + " moved to this one, or are to be given up, write "
              + wanted
              + " into "
              + file);
    }
    return new StoreMark(file, own);
  }

  private static UUID own(Path file) throws IOException {
    try {
      return read(file);
    } catch (NoSuchFileException none) {
      make(file);
      return read(file);
    }
  }

  /** Another server may be doing the same. */
  private static void make(Path file) throws IOException {
    UUID id = UUID.randomUUID();
    Path written = file.resolveSibling(file.getFileName() + "." + id);
    try {
      Disk.write(written, StandardCharsets.US_ASCII.encode(id + "\n"));
      Files.move(written, file);
    } catch (FileAlreadyExistsException made) {
      // Then that one counts.
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static UUID read(Path file) throws IOException {
    String text = Files.readString(file).strip();
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException damaged) {
      throw new IOException(file + " has no id in it, but '" + text + "'", damaged);
    }
  }

  /**
   * @throws ForeignFolderException if the folder is not there any more, or another one is in its
   *     place; its message is for callers
   */
  void require() throws IOException {
    try {
      if (read(file).equals(id)) {
        return;
      }
    } catch (NoSuchFileException gone) {
      // As if it were another one.
    }
    throw new ForeignFolderException(
        "The folder of the image store is not there any more; a disk may not be mounted");
  }
}
