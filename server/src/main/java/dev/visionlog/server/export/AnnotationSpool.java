package dev.visionlog.server.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A temporary, compressed file: first all is written, then all is read. Where the system allows it,
 * the file has no name while it is used, so that nothing is left of it even after a crash. Not for
 * several threads.
 */
final class AnnotationSpool implements AutoCloseable {
  private static final int PIECE = 512 * 1024;
  private static final int BUFFER = 64 * 1024;

  private final Path folder;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final Inflater inflater = new Inflater();
  private @Nullable FileChannel file;
  private @Nullable DeflaterOutputStream writing;
  private @Nullable InputStream reading;

  AnnotationSpool(Path folder) {
    this.folder = folder;
  }

  void write(byte[] bytes) {
    try {
      if (writing == null) {
        writing = compressed(file());
      }
      writing.write(bytes);
    } catch (IOException error) {
      throw new ExportSpoolException(error);
    }
  }

  /** The next bytes of what was written; empty at the end. Nothing can be written any more. */
  Optional<byte[]> read() {
    try {
      if (reading == null) {
        reading = written();
      }
      byte[] piece = reading.readNBytes(PIECE);
      return piece.length == 0 ? Optional.empty() : Optional.of(piece);
    } catch (IOException error) {
      throw new ExportSpoolException(error);
    }
  }

  private FileChannel file() throws IOException {
    if (file == null) {
      file =
          FileChannel.open(
              Files.createTempFile(folder, "visionlog-export-", ".tmp"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    return file;
  }

  private DeflaterOutputStream compressed(FileChannel target) {
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(target), BUFFER);
    return new DeflaterOutputStream(out, deflater, BUFFER);
  }

  private InputStream written() throws IOException {
    if (writing == null) {
      return InputStream.nullInputStream();
    }
    writing.finish();
    writing.flush();
    InputStream in = Channels.newInputStream(file().position(0));
    return new InflaterInputStream(in, inflater, BUFFER);
  }

  @Override
  public void close() {
    deflater.end();
    inflater.end();
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException error) {
      throw new ExportSpoolException(error);
    }
  }
}
