package dev.visionlog.cli.output;

import com.google.protobuf.ByteString;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Standard output: UTF-8, buffered, and never silent about a failed write as PrintStream is. For
 * one thread.
 */
public final class Output {
  private final OutputStream out;

  public Output(OutputStream out) {
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  /** Writes one line; it is visible after {@link #flush}. */
  public void line(String text) {
    write(() -> out.write((text + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes bytes as they are. */
  public void bytes(ByteString bytes) {
    write(() -> bytes.writeTo(out));
  }

  public void flush() {
    write(out::flush);
  }

  private static void write(Write write) {
    try {
      write.run();
    } catch (IOException e) {
      if (isBrokenPipe(e)) {
        throw new BrokenPipeException(e);
      }
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isBrokenPipe(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Broken pipe")
        || message.contains("Pipe closed")
        || message.contains("pipe is being closed");
  }

  private interface Write {
    void run() throws IOException;
  }
}
