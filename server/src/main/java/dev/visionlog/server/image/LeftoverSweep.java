package dev.visionlog.server.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/** Looks for what only the store itself knows of, and does not need any more. For one run. */
final class LeftoverSweep {
  private final ImageFiles images;
  private final Instant limit;
  private final boolean mend;
  private final Tally temporary = new Tally();
  private final Tally unreferenced = new Tally();

  LeftoverSweep(ImageFiles images, Instant limit, boolean mend) {
    this.images = images;
    this.limit = limit;
    this.mend = mend;
  }

  void run() throws IOException {
    images.incoming().sweep(mend, (file, bytes) -> temporary.add(path(file), bytes));
    Optional<ContentFolder> content = images.content();
    if (content.isPresent()) {
      lookAtContents(content.get());
    }
  }

  private void lookAtContents(ContentFolder content) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(content.root(), Disk::isFolder)) {
      for (Path folder : folders) {
        lookAtFolder(content, folder);
      }
    } catch (NoSuchFileException nothingStored) {
      // Then there is nothing left over.
    }
  }

  private void lookAtFolder(ContentFolder content, Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        lookAtContent(content, file);
      }
    }
  }

  private void lookAtContent(ContentFolder content, Path file) throws IOException {
    Optional<BasicFileAttributes> attributes = Disk.attributes(file);
    if (attributes.isEmpty()
        || !attributes.get().lastModifiedTime().toInstant().isBefore(limit)
        || !content.isUnreferenced(file)) {
      return;
    }
    unreferenced.add(path(file), attributes.get().size());
    if (mend) {
      content.release(file);
    }
  }

  private String path(Path file) {
    return images.folder().path(file);
  }

  Finding temporary() {
    return temporary.finding();
  }

  Finding unreferenced() {
    return unreferenced.finding();
  }
}
