package dev.visionlog.logback;

import dev.visionlog.client.ClientListener;
import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.ClientStats;
import dev.visionlog.client.LogEntry;
import dev.visionlog.client.Loggable;
import dev.visionlog.client.Thresholds;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A client without a server, which keeps what it is given. */
final class FakeConnection implements Connection {
  final Queue<Loggable> taken = new ConcurrentLinkedQueue<>();
  final List<ClientListener> listeners = new CopyOnWriteArrayList<>();
  final Queue<CompletableFuture<Thresholds>> fetches = new ConcurrentLinkedQueue<>();
  volatile Thresholds thresholds = Thresholds.NONE;
  volatile @Nullable ClientSettings settings;
  volatile boolean closed;
  volatile @Nullable RuntimeException failure;

  @Override
  public void log(Loggable entry) {
    if (failure != null) {
      throw failure;
    }
    taken.add(entry);
  }

  @Override
  public Thresholds thresholds() {
    return thresholds;
  }

  @Override
  public CompletableFuture<Thresholds> fetchThresholds() {
    CompletableFuture<Thresholds> fetch = new CompletableFuture<>();
    fetches.add(fetch);
    return fetch;
  }

  @Override
  public void addListener(ClientListener listener) {
    listeners.add(listener);
  }

  /** As the server's answers and the stream of its settings do. */
  void tell(Thresholds changed) {
    thresholds = changed;
    listeners.forEach(listener -> listener.thresholdsChanged(changed));
  }

  List<LogEntry> entries() {
    return taken.stream().map(Loggable::toEntry).toList();
  }

  List<String> messages() {
    return entries().stream().map(LogEntry::message).toList();
  }

  @Override
  public ClientStats stats() {
    return new ClientStats(taken.size(), 0, 0, 0, 0, 0, 0, Map.of(), taken.size(), 0, 0, false);
  }

  @Override
  public void close() {
    closed = true;
  }
}
