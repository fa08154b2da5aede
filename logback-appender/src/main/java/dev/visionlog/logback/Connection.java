package dev.visionlog.logback;

import dev.visionlog.client.ClientListener;
import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.ClientStats;
import dev.visionlog.client.Loggable;
import dev.visionlog.client.Thresholds;
import dev.visionlog.client.VisionlogClient;
import java.util.concurrent.CompletableFuture;

/** What the appender wants of a client. All threads; nothing here throws because of a server. */
interface Connection extends AutoCloseable {

  /** A share of the client that all with equal settings use. */
  static Connection open(ClientSettings settings) {
    return new Shared(VisionlogClient.shared(settings));
  }

  void log(Loggable entry);

  Thresholds thresholds();

  CompletableFuture<Thresholds> fetchThresholds();

  /** Until it is closed. */
  void addListener(ClientListener listener);

  ClientStats stats();

  /** Brings everything to safety, for as long as the settings allow at most. */
  @Override
  void close();

  /** A real one. */
  record Shared(VisionlogClient client) implements Connection {

    @Override
    public void log(Loggable entry) {
      client.log(entry);
    }

    @Override
    public Thresholds thresholds() {
      return client.thresholds();
    }

    @Override
    public CompletableFuture<Thresholds> fetchThresholds() {
      return client.fetchThresholds();
    }

    @Override
    public void addListener(ClientListener listener) {
      client.addListener(listener);
    }

    @Override
    public ClientStats stats() {
      return client.stats();
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
