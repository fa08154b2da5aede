package dev.visionlog.benchmarks.soak;

import dev.visionlog.client.ClientListener;
import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.ClientStats;
import dev.visionlog.client.VisionlogClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Writes entries, or predictions, as an application does: by the client, with a spool. */
final class ClientWriter extends PacedWriter {
  private final VisionlogClient client;
  private final Freight freight;

  ClientWriter(
      String name, double perSecond, Clock clock, Freight freight, ClientSettings settings) {
    super(name, perSecond, clock);
    this.freight = freight;
    client = VisionlogClient.start(settings);
    client.addListener(new Complaints());
  }

  /** A client that goes to its spool soon. */
  static ClientSettings settings(String address, Path spool) {
    return ClientSettings.builder()
        .endpoint(address)
        .name("soak")
        .spool(spool)
        .maxRetries(1)
        .maxRetryDelay(Duration.ofSeconds(2))
        .predictionBatchAge(Duration.ofMillis(200))
        .watchThresholds(false)
        .shutdownHook(false)
        .build();
  }

  @Override
  void run() throws InterruptedException {
    while (!isStopped()) {
      next().forEach(canary -> freight.handOver(client, canary, clock.instant()));
      Thread.sleep(Pace.TICK.toMillis());
    }
  }

  @Override
  public long delivered() {
    ClientStats stats = freight.stats(client);
    return stats.sent() + stats.rejected() + stats.droppedTotal();
  }

  @Override
  public void close() {
    super.close();
    client.close();
  }

  /** What should never be in a soak. */
  private final class Complaints implements ClientListener {
    @Override
    public void rejected(List<Rejection> rejections) {
      rejections.forEach(each -> complain("refused: " + each.reason()));
    }

    @Override
    public void predictionsRejected(List<PredictionFault> rejections) {
      rejections.forEach(each -> complain("refused: " + each.reason()));
    }
  }
}
