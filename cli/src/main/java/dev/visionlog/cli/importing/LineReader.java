package dev.visionlog.cli.importing;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of UTF-8, plain or gzip, in constant memory: what a line has beyond a million
 * characters is left out and the line marked. Bytes that are not UTF-8 become U+FFFD. For one
 * thread.
 */
public final class LineReader implements Closeable {
  static final int MAX_LINE = 1 << 20;

  private static final int END = -1;

  private final String file;
  private final Reader reader;
  private final char[] buffer = new char[1 << 15];
  private int next;
  private int filled;
  private long number;

  /** Takes the stream over; close the reader to close it. */
  public LineReader(String file, InputStream in) throws IOException {
    this.file = file;
    this.reader =
        new InputStreamReader(
            unpacked(new BufferedInputStream(in, 1 << 16)), StandardCharsets.UTF_8);
    skipByteOrderMark();
  }

  /** The next line, or null at the end. */
  public @Nullable Line read() throws IOException {
    int c = character();
    if (c == END) {
      return null;
    }
    StringBuilder text = new StringBuilder(160);
    boolean cut = false;
    while (c != '\n' && c != END) {
      cut |= text.length() >= MAX_LINE;
      if (!cut) {
        text.append((char) c);
      }
      c = character();
    }
    if (!cut && !text.isEmpty() && text.charAt(text.length() - 1) == '\r') {
      text.setLength(text.length() - 1);
    }
    return new Line(new Origin(file, ++number), text.toString(), cut);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private int character() throws IOException {
    if (next == filled) {
      filled = Math.max(0, reader.read(buffer, 0, buffer.length));
      next = 0;
      if (filled == 0) {
        return END;
      }
    }
    return buffer[next++];
  }

  private void skipByteOrderMark() throws IOException {
    if (character() != '\ufeff') {
      next = Math.max(0, next - 1);
    }
  }

  private static InputStream unpacked(BufferedInputStream in) throws IOException {
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new GZIPInputStream(in, 1 << 16) : in;
  }
}
