package dev.visionlog.server.image;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The folder of the store, and the way from paths to files. Nothing leads out of it. */
final class StoreFolder {
  private static final int MOST_REMEMBERED = 10_000;

  private final Path root;

  /**
   * Folders of which we know that the disk knows them. Those that are deleted must go from here.
   */
  private final Set<Path> forced = ConcurrentHashMap.newKeySet();

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
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      forget(folder);
      Files.createDirectories(folder);
    }
    if (!isInside(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
  }

  private void forget(Path folder) {
    for (Path each = folder; !each.equals(root); each = folderOf(each)) {
      forced.remove(each);
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
      forced.remove(folder);
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

  /**
   * Writes the folders of these files through to the disk, each once, and so much of those above as
   * is new: each costs a flush of the disk.
   */
  void force(Stream<Path> files) throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    files.map(StoreFolder::folderOf).forEach(folders::add);
    Set<Path> above = new LinkedHashSet<>();
    for (Path folder : folders) {
      Disk.force(folder);
      above.addAll(unforced(folder));
    }
    for (Path folder : above) {
      Disk.force(folderOf(folder));
    }
    remember(above);
  }

  private List<Path> unforced(Path folder) {
    List<Path> unforced = new ArrayList<>();
    for (Path each = folder; !each.equals(root); each = folderOf(each)) {
      if (!forced.contains(each)) {
        unforced.add(each);
      }
    }
    return unforced;
  }

  private void remember(Set<Path> folders) {
    if (forced.size() > MOST_REMEMBERED) {
      forced.clear();
    }
    forced.addAll(folders);
  }

  private static Path folderOf(Path below) {
    Path parent = below.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("Not below the store: " + below);
    }
    return parent;
  }
}
