package dev.visionlog.client.internal.spool;

import dev.visionlog.client.DropReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what a spool gives up and keeps what it says. */
final class RecordingListener implements SpoolListener {

  private final Map<DropReason, Long> evicted = new EnumMap<>(DropReason.class);
  private final List<String> damages = new ArrayList<>();

  @Override
  public void evicted(DropReason reason, long entries) {
    evicted.merge(reason, entries, Long::sum);
  }

  @Override
  public void damaged(Path file, String what) {
    damages.add(file.getFileName() + ": " + what);
  }

  long evicted(DropReason reason) {
    return evicted.getOrDefault(reason, 0L);
  }

  long evicted() {
    return evicted.values().stream().mapToLong(Long::longValue).sum();
  }

  List<String> damages() {
    return damages;
  }
}
