package dev.visionlog.benchmarks.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** The disk alone: the same bytes one after the other into one file, forced after each batch. */
record DiskCandidate(String name, Path folder, int batch, Images images) implements Candidate {
  @Override
  public long run(Duration time) throws IOException {
    Path file = Files.createTempFile(folder, "disk", "");
    long begun = System.nanoTime();
    long written = 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      while (System.nanoTime() - begun < time.toNanos()) {
        for (int i = 0; i < batch; i++) {
          write(channel, images.next().asReadOnlyByteBuffer());
        }
        channel.force(true);
        written += batch;
      }
      return written;
    } finally {
      Files.delete(file);
    }
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
