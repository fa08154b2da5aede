package dev.visionlog.cli.importing;

import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts entries instead of sending them, and keeps the first ones to be looked at. */
public final class DryRun implements ImportSink {
  private static final int SAMPLES = 5;

  private final ImportAccount account;
  private final List<LogEntry> samples = new ArrayList<>();
  private final Map<LogLevel, Long> levels = new EnumMap<>(LogLevel.class);

  public DryRun(ImportAccount account) {
    this.account = account;
  }

  @Override
  public void entry(Origin origin, LogEntry entry) {
    account.entryRead();
    levels.merge(entry.getLevel(), 1L, Long::sum);
    if (samples.size() < SAMPLES) {
      samples.add(entry);
    }
  }

  @Override
  public void continuation() {
    account.continuation();
  }

  @Override
  public void blank() {
    account.blank();
  }

  @Override
  public void rejected(Origin origin, String reason) {
    account.lineRejected(new Rejection(origin, reason));
  }

  /** The first entries. */
  public List<LogEntry> samples() {
    return samples;
  }

  public Map<LogLevel, Long> levels() {
    return levels;
  }
}
