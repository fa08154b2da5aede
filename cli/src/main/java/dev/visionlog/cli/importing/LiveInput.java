package dev.visionlog.cli.importing;

import dev.visionlog.cli.connection.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream that others write to while it is read, as a pipe. Waiting for it ends when the user
 * interrupts, and once a second of silence it says that nothing comes. A thread of its own reads
 * ahead; everything else is for one thread. Closing it leaves the stream below open.
 */
public final class LiveInput extends InputStream {
  private static final int CHUNK = 1 << 16;
  private static final int CHUNKS_AHEAD = 16;
  private static final int LOOKS_PER_SECOND = 10;

  private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
  private final Interruption interruption;
  private final Runnable idle;
  private Chunk current = new Chunk(new byte[0], null);
  private int next;

  /** Bytes; none at the end, which may be one with an error. */
  private record Chunk(byte[] bytes, @Nullable IOException error) {}

  /**
   * @param idle told on the reading thread
   */
  public LiveInput(InputStream in, Interruption interruption, Runnable idle) {
    this.interruption = interruption;
    this.idle = idle;
    Thread thread = new Thread(() -> readAhead(in), "input");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (next == current.bytes().length) {
      current = take();
      next = 0;
    }
    if (current.bytes().length == 0) {
      return end();
    }
    int count = Math.min(length, current.bytes().length - next);
    System.arraycopy(current.bytes(), next, target, offset, count);
    next += count;
    return count;
  }

  /** The end stays the end. */
  private int end() throws IOException {
    chunks.offer(current);
    if (current.error() != null) {
      throw new IOException(current.error().getMessage(), current.error());
    }
    return -1;
  }

  private Chunk take() {
    for (int looks = 1; ; looks++) {
      interruption.check();
      try {
        Chunk chunk = chunks.poll(1000 / LOOKS_PER_SECOND, TimeUnit.MILLISECONDS);
        if (chunk != null) {
          return chunk;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        interruption.interrupt();
      }
      if (looks % LOOKS_PER_SECOND == 0) {
        idle.run();
      }
    }
  }

  private void readAhead(InputStream in) {
    byte[] buffer = new byte[CHUNK];
    try {
      try {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          if (count > 0) {
            chunks.put(new Chunk(Arrays.copyOf(buffer, count), null));
          }
        }
        chunks.put(new Chunk(new byte[0], null));
      } catch (IOException e) {
        chunks.put(new Chunk(new byte[0], e));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
