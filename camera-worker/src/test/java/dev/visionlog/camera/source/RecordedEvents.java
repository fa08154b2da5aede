package dev.visionlog.camera.source;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a source tells. */
final class RecordedEvents implements SourceEvents {
  final List<String> told = new CopyOnWriteArrayList<>();

  @Override
  public void started(int width, int height, double rate) {
    told.add(String.format(Locale.ROOT, "started %d x %d, %.1f/s", width, height, rate));
  }

  @Override
  public void lost(String why, Duration next) {
    told.add("lost: " + why);
  }

  @Override
  public void returned(Duration away, int attempts) {
    told.add("returned after " + attempts);
  }

  @Override
  public void incomplete(long frames, long expected) {
    told.add("incomplete: " + frames + " of " + expected);
  }
}
