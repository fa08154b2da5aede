package dev.visionlog.cli.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/**
 * A file that appears whole or not at all: written beside its place, made durable, then renamed.
 * For one thread.
 */
final class WholeFile implements AutoCloseable {
  private final Path target;
  private final Path temporary;
  private final OutputStream stream;

  WholeFile(Path target) throws IOException {
    this.target = target.toAbsolutePath();
    Path folder = this.target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("There is no folder " + folder);
    }
    this.temporary =
        folder.resolve("." + this.target.getFileName() + "." + UUID.randomUUID() + ".part");
    OutputStream file =
        new BufferedOutputStream(
            Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW), 1 << 16);
    boolean gzip = target.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    this.stream = gzip ? new GZIPOutputStream(file) : file;
  }

  OutputStream stream() {
    return stream;
  }

  /** Everything has been written: the file takes its name, and the place of one that was there. */
  void complete() throws IOException {
    stream.close();
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Without {@link #complete}, nothing remains. */
  @Override
  public void close() throws IOException {
    try {
      stream.close();
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
