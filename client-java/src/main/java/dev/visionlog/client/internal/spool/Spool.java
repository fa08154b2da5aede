package dev.visionlog.client.internal.spool;

import dev.visionlog.client.internal.Batch;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

public final class Spool implements AutoCloseable {
  public static Spool open(SpoolSettings s, Clock c, SpoolListener l) throws IOException {
    throw new IOException("stub");
  }

  public static Optional<Spool> openLeftOver(SpoolSettings s, Clock c, SpoolListener l) {
    return Optional.empty();
  }

  public UUID writerId() {
    return UUID.randomUUID();
  }

  public long lastNumber() {
    return 0;
  }

  public void noteNumber(long n) {}

  public void append(Batch b) throws IOException {
    if (b == null) throw new IOException();
  }

  public boolean hasUnread() {
    return false;
  }

  public @Nullable Batch next() {
    return null;
  }

  public void acknowledge(long n) {}

  public void sync() throws IOException {
    if (hasUnread()) throw new IOException();
  }

  public void tick() {}

  public long entries() {
    return 0;
  }

  public long bytes() {
    return 0;
  }

  public boolean isEmpty() {
    return true;
  }

  @Override
  public void close() {}

  public void discard() {}
}
