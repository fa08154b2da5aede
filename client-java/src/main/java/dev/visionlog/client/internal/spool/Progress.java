package dev.visionlog.client.internal.spool;

import java.io.IOException;

/** Up to which number the batches of a writer are done: in memory, and in the cursor. */
final class Progress {

  private final WriterFolder folder;
  private final CursorFile cursor;
  private final SpoolListener listener;
  private long acknowledged;
  private long written;

  /** Reads the cursor. */
  Progress(WriterFolder folder, SpoolListener listener) {
    this.folder = folder;
    this.cursor = new CursorFile(folder);
    this.listener = listener;
    this.acknowledged = cursor.read();
    this.written = acknowledged;
  }

  long acknowledged() {
    return acknowledged;
  }

  void advance(long number) {
    acknowledged = number;
  }

  /**
   * Makes it durable. When that fails, files are removed all the same, for on a full disk that is
   * the way out. After a crash, batches that were acknowledged are then sent once more, and the
   * server knows them.
   */
  void write() {
    if (acknowledged == written) {
      return;
    }
    try {
      cursor.write(acknowledged);
      written = acknowledged;
    } catch (IOException e) {
      listener.damaged(folder.cursor(), "It could not be written: " + e);
    }
  }
}
