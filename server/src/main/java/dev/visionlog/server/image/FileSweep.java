package dev.visionlog.server.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the row of each file. For one run. What is not named as our files are is left alone.
 */
final class FileSweep {
  private static final int PAGE = 500;

  private final ImageFiles images;
  private final StoreFolder folder;
  private final ImageRows rows;
  private final Instant limit;
  private final boolean mend;
  private final Tally withoutRow = new Tally();
  private final Map<String, Long> page = new LinkedHashMap<>();
  private long files;

  /**
   * @param limit files that are younger may still wait for their rows
   */
  FileSweep(ImageFiles images, ImageRows rows, Instant limit, boolean mend) {
    this.images = images;
    this.folder = images.folder();
    this.rows = rows;
    this.limit = limit;
    this.mend = mend;
  }

  void run() throws IOException {
    Files.walkFileTree(folder.root(), new Visitor());
    compare();
  }

  /** Younger files are counted, and that is all. */
  private void visit(String path, BasicFileAttributes attributes) throws IOException {
    if (!attributes.isRegularFile() || !ImagePaths.isOne(path)) {
      return;
    }
    files++;
    if (attributes.lastModifiedTime().toInstant().isBefore(limit)) {
      page.put(path, attributes.size());
    }
    if (page.size() == PAGE) {
      compare();
    }
  }

  private void compare() throws IOException {
    if (page.isEmpty()) {
      return;
    }
    Set<String> known = rows.known(page.keySet());
    for (Map.Entry<String, Long> file : page.entrySet()) {
      if (!known.contains(file.getKey())) {
        withoutRow.add(file.getKey(), file.getValue());
        mend(file.getKey());
      }
    }
    page.clear();
  }

  private void mend(String path) throws IOException {
    if (mend) {
      images.deleteIfOlder(path, limit);
    }
  }

  long files() {
    return files;
  }

  Finding withoutRow() {
    return withoutRow.finding();
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
      boolean hidden = !each.equals(folder.root()) && each.getFileName().toString().startsWith(".");
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      visit(folder.path(file), attributes);
      return FileVisitResult.CONTINUE;
    }

    /** Others delete while we walk; and a folder that is not ours may not be readable. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
      if (file.equals(folder.root())) {
        throw error;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path each, @Nullable IOException error)
        throws IOException {
      if (error != null && !(error instanceof NoSuchFileException)) {
        throw error;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
