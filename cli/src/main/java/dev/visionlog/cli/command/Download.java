package dev.visionlog.cli.command;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a server streams into a file, or to standard output. For one thread.
 *
 * @param file null for standard output
 * @param amount so many, for people
 */
record Download(Session session, @Nullable Path file, LongFunction<String> amount) {

  /**
   * The next bytes.
   *
   * @param count how many have come so far
   */
  record Chunk(ByteString data, long count) {}

  /** Returns how many came; a file is there whole or not at all. */
  long write(Iterator<Chunk> chunks) throws IOException {
    if (file == null) {
      return copy(chunks, session.out()::bytes);
    }
    try (WholeFile target = new WholeFile(file)) {
      long count = copy(chunks, data -> data.writeTo(target.stream()));
      target.complete();
      session.notices().info(amount.apply(count) + " written to " + file);
      return count;
    }
  }

  private long copy(Iterator<Chunk> chunks, Target target) throws IOException {
    long count = 0;
    while (chunks.hasNext()) {
      Chunk chunk = chunks.next();
      target.take(chunk.data());
      count = chunk.count();
      session.notices().progress(() -> amount.apply(chunk.count()) + " so far");
    }
    session.notices().clear();
    return count;
  }

  private interface Target {
    void take(ByteString data) throws IOException;
  }
}
