package dev.visionlog.client.internal.spool;

import dev.visionlog.client.DropReason;
import java.nio.file.Path;

public interface SpoolListener {
  void evicted(DropReason reason, long entries);

  void damaged(Path file, String what);
}
