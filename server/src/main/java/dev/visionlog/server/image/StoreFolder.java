package dev.visionlog.server.image;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of the store, and the way from paths to files. Nothing leads out of it. */
final class StoreFolder {
  private final Path root;

  private StoreFolder(Path root) {
    this.root = root;
  }

  /** Makes the folder if it is not there. It may be a link itself. */
  static StoreFolder open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    return new StoreFolder(folder.toRealPath());
  }

  Path root() {
    return root;
  }

  /** A place for what is ours and no image: its name begins with a dot. */
  Path hidden(String name) {
    return root.resolve("." + name);
  }

  /** Where the file of a path is or will be; the path must be {@link ImagePaths#isOne one}. */
  Path file(String path) {
    return root.resolve(path);
  }

  /** The path of a file below the root. */
  String path(Path file) {
    StringBuilder path = new StringBuilder();
    root.relativize(file).forEach(part -> path.append('/').append(part));
    return path.substring(1);
  }

  /** The file of a path; nothing if there is none, or if it is not a file inside the folder. */
  Optional<Path> find(String path) throws IOException {
    if (!ImagePaths.isOne(path)) {
      return Optional.empty();
    }
    Path file = file(path);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isInside(folderOf(file))
        ? Optional.of(file)
        : Optional.empty();
  }

  /** Makes the folder of a file. A link in the place of a folder is not followed. */
  void makeFolderOf(Path file) throws IOException {
    Path folder = folderOf(file);
    Files.createDirectories(folder);
    if (!isInside(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
  }

  private static boolean isInside(Path folder) throws IOException {
    try {
      return folder.toRealPath().equals(folder);
    } catch (NoSuchFileException deleted) {
      return false;
    }
  }

  /**
   * Deletes the folder of a file that was deleted, and those above it, as long as they are empty.
   */
  void prune(Path file) throws IOException {
    Path folder = folderOf(file);
    while (!folder.equals(root) && deleteIfEmpty(folder)) {
      folder = folderOf(folder);
    }
  }

  private static boolean deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (DirectoryNotEmptyException inUse) {
      return false;
    }
  }

  /** Writes the folders of these files, and all above them, through to the disk, each once. */
  void force(Stream<Path> files) throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    files.forEach(file -> addFolders(folders, file));
    for (Path folder : folders) {
      Disk.force(folder);
    }
  }

  private void addFolders(Set<Path> folders, Path file) {
    Path folder = folderOf(file);
    while (folders.add(folder) && !folder.equals(root)) {
      folder = folderOf(folder);
    }
  }

  private static Path folderOf(Path below) {
    Path parent = below.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("Not below the store: " + below);
    }
    return parent;
  }
}
