package dev.visionlog.client.internal.spool;

import dev.visionlog.client.internal.Batch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a writer has used. Each is kept before its batch leaves the process, so that no
 * other batch ever gets it. Not thread safe.
 */
final class Numbers {

  private final WriterFolder folder;
  private final SpoolListener listener;
  private final long lastBefore;
  private @Nullable NumbersFile file;
  private long last;
  private long lastAppended;

  /**
   * @param file to be closed with this; null if there are no more numbers to come
   * @param last the last number that was used before
   */
  Numbers(WriterFolder folder, @Nullable NumbersFile file, long last, SpoolListener listener) {
    this.folder = folder;
    this.file = file;
    this.lastBefore = last;
    this.last = last;
    this.lastAppended = last;
    this.listener = listener;
  }

  /** The last one that was used. */
  long last() {
    return last;
  }

  /** Whether new ones can be used. */
  boolean isOpen() {
    return file != null;
  }

  /**
   * @throws IllegalArgumentException if it was used before there was this object
   * @throws IllegalStateException if no number can be used
   */
  void note(long number) {
    NumbersFile open = requireOpen();
    if (number <= lastBefore) {
      throw new IllegalArgumentException("number " + number + " was used before this spool");
    }
    if (number > last) {
      last = number;
      write(open, number);
    }
  }

  private void write(NumbersFile open, long number) {
    try {
      open.write(number, false);
    } catch (IOException e) {
      withdraw(open, e);
    }
  }

  /** The same for a batch that is about to be appended: these rise, too. */
  void noteAppended(Batch batch) {
    requireOpen();
    if (batch.number() <= lastAppended) {
      throw new IllegalArgumentException(batch + " does not come after batch " + lastAppended);
    }
    note(batch.number());
  }

  /** A batch is in a file. No batch before it can follow. */
  void appended(Batch batch) {
    lastAppended = batch.number();
  }

  /** Notes durably that there is no later number. Then none can be used. */
  void close() {
    NumbersFile open = file;
    if (open == null) {
      return;
    }
    file = null;
    try (open) {
      open.write(last, true);
      open.sync();
    } catch (IOException e) {
      withdraw(open, e);
    }
  }

  /** A number too low would be used again after a crash. Without any, there is a new writer. */
  private void withdraw(NumbersFile open, IOException cause) {
    listener.damaged(folder.numbers(), "The last number could not be written: " + cause);
    try {
      open.withdraw();
    } catch (IOException e) {
      listener.damaged(folder.numbers(), "The file could not be emptied either: " + e);
    }
  }

  private NumbersFile requireOpen() {
    if (file == null) {
      throw new IllegalStateException("the spool is closed, or a left-over one");
    }
    return file;
  }
}
