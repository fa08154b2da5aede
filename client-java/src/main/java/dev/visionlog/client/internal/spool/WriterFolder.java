package dev.visionlog.client.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lies where in the folder of one writer.
 *
 * @param path the folder, named by the writer's id
 */
record WriterFolder(Path path, UUID writerId) {

  private static final Pattern SEGMENT = Pattern.compile("([0-9]{1,18})\\.seg(\\.bad)?");

  /** Empty for what is not a writer's folder. */
  static Optional<WriterFolder> of(Path path) {
    String name = path.getFileName().toString();
    try {
      UUID id = UUID.fromString(name);
      // fromString also takes short forms.
      return id.toString().equals(name) && Files.isDirectory(path)
          ? Optional.of(new WriterFolder(path, id))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Path lock() {
    return path.resolve("lock");
  }

  Path numbers() {
    return path.resolve("numbers");
  }

  Path cursor() {
    return path.resolve("cursor");
  }

  /** The next cursor, until it takes the place of the present one. */
  Path nextCursor() {
    return path.resolve("cursor.tmp");
  }

  Path segment(long sequence) {
    return path.resolve(String.format(Locale.ROOT, "%016d.seg", sequence));
  }

  /** Where what cannot be used of a segment goes. */
  static Path setAside(Path segment) {
    return segment.resolveSibling(segment.getFileName() + ".bad");
  }

  /** All segments, oldest first. */
  List<Path> segments() throws IOException {
    return files(false);
  }

  /** What was set aside, oldest first. */
  List<Path> setAside() throws IOException {
    return files(true);
  }

  /** A place that no segment has ever had, unless it has been deleted. */
  long nextSequence() throws IOException {
    long highest = 0;
    for (Path file : list()) {
      highest = Math.max(highest, sequence(file));
    }
    return highest + 1;
  }

  /** Whether nothing at all is in it. */
  boolean isVacant() throws IOException {
    return list().isEmpty();
  }

  /** Whether something in it is a spool's, though its lock is missing. */
  boolean holdsSpool() throws IOException {
    return PrivateFiles.exists(numbers()) || !segments().isEmpty() || !setAside().isEmpty();
  }

  /**
   * Deletes it with everything of ours in it. The lock goes last, so that nobody takes it
   * half-deleted. What else somebody has put there stays, and the folder with it.
   */
  void delete(WriterLock held) throws IOException {
    for (Path file : list()) {
      if (sequence(file) >= 0 || file.equals(cursor()) || file.equals(nextCursor())) {
        Files.delete(file);
      }
    }
    Files.deleteIfExists(numbers());
    Files.deleteIfExists(lock());
    held.close();
    if (isVacant()) {
      Files.deleteIfExists(path);
    }
  }

  private List<Path> files(boolean bad) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path file : list()) {
      if (sequence(file) >= 0 && file.toString().endsWith(".bad") == bad) {
        files.add(file);
      }
    }
    files.sort(Comparator.comparingLong(WriterFolder::sequence));
    return files;
  }

  private List<Path> list() throws IOException {
    return PrivateFiles.list(path);
  }

  private static long sequence(Path file) {
    Matcher name = SEGMENT.matcher(file.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }
}
