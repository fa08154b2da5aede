package dev.visionlog.client.internal;

import dev.visionlog.client.ClientListener;
import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.ClientStats;
import dev.visionlog.client.DropReason;
import dev.visionlog.client.FlushResult;
import dev.visionlog.client.Loggable;
import dev.visionlog.client.Prediction;
import dev.visionlog.client.Thresholds;
import dev.visionlog.client.internal.delivery.Ears;
import dev.visionlog.client.internal.delivery.LogKind;
import dev.visionlog.client.internal.delivery.Outbox;
import dev.visionlog.client.internal.delivery.PredictionKind;
import dev.visionlog.client.internal.delivery.Troubles;
import dev.visionlog.client.internal.entry.EntryEncoder;
import dev.visionlog.client.internal.entry.PredictionEncoder;
import dev.visionlog.client.internal.threshold.ThresholdWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A running client: what one or several {@code VisionlogClient}s stand for. All threads.
 *
 * <p>Entries and predictions share nothing but settings and the thread for the network: each has a
 * queue, a spool, a connection and a thread, so that images never hold entries up. Those of the
 * predictions begin with the first one, or with those that an earlier process has left.
 */
public final class Core {
  /** What the disk may take beyond a deadline. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final ClientSettings settings;
  private final Troubles troubles = new Troubles(System::nanoTime);
  private final Troubles predictionTroubles = new Troubles(System::nanoTime);
  private final ChannelFactory channels;
  private final ThresholdWatch thresholds;
  private final Outbox<Loggable> logs;
  private final Outbox<Prediction> predictions;
  private @Nullable CompletableFuture<FlushResult> end;

  /** Starts it, unless it is switched off: makes a thread, which does the rest. */
  public Core(ClientSettings settings) {
    this.settings = settings;
    this.channels = new ChannelFactory(settings);
    this.thresholds =
        new ThresholdWatch(
            settings.watchThresholds(),
            troubles::thresholdsChanged,
            Clock.systemUTC(),
            System::nanoTime);
    OutboxBounds bounds = new OutboxBounds(settings);
    String writer = settings.name().isEmpty() ? HostName.read() : settings.name();
    this.logs =
        new Outbox<>(
            "visionlog-logs",
            new LogKind(entryEncoder(settings), writer),
            bounds.ofLogs(),
            channels::create,
            troubles,
            thresholds);
    this.predictions =
        new Outbox<>(
            "visionlog-predictions",
            new PredictionKind(predictionEncoder(settings), writer),
            bounds.ofPredictions(),
            channels::create,
            predictionTroubles,
            Ears.NONE);
    if (settings.enabled()) {
      logs.start();
      startIfPredictionsAreLeft(bounds.predictionSpool());
    }
  }

  private static EntryEncoder entryEncoder(ClientSettings settings) {
    return new EntryEncoder(
        settings.source(), settings.maxMessageBytes(), settings.maxExtraBytes());
  }

  private static PredictionEncoder predictionEncoder(ClientSettings settings) {
    return new PredictionEncoder(
        settings.name(), settings.maxMessageBytes(), settings.maxExtraBytes());
  }

  /** On a thread of its own, since the disk may be slow. */
  private void startIfPredictionsAreLeft(@Nullable Path spool) {
    if (spool != null) {
      Runnable look =
          () -> {
            if (Files.isDirectory(spool)) {
              predictions.start();
            }
          };
      new ClientThread(look, "visionlog-start").start();
    }
  }

  public void log(Loggable entry) {
    if (settings.enabled()) {
      logs.offer(entry);
    } else {
      logs.refuse(DropReason.DISABLED);
    }
  }

  public void predict(Prediction prediction) {
    if (settings.enabled()) {
      predictions.start();
      predictions.offer(prediction);
    } else {
      predictions.refuse(DropReason.DISABLED);
    }
  }

  public void refuseEntry(DropReason reason) {
    logs.refuse(reason);
  }

  public void refusePrediction(DropReason reason) {
    predictions.refuse(reason);
  }

  public ClientStats stats() {
    return logs.stats();
  }

  public ClientStats predictionStats() {
    return predictions.stats();
  }

  public Thresholds thresholds() {
    return thresholds.current();
  }

  public CompletableFuture<Thresholds> fetchThresholds() {
    return thresholds.fetch(logs.channel());
  }

  public void addListener(ClientListener listener) {
    troubles.add(listener);
    predictionTroubles.add(listener);
  }

  public void removeListener(ClientListener listener) {
    troubles.remove(listener);
    predictionTroubles.remove(listener);
  }

  /**
   * Waits until everything is acknowledged or in the spool, at most so long.
   *
   * @param lastCall do not wait for a server that is away
   */
  public FlushResult flush(Duration atMost, boolean lastCall) {
    CompletableFuture<FlushResult> both =
        logs.flush(atMost, lastCall)
            .thenCombine(predictions.flush(atMost, lastCall), Core::together);
    return await(both, atMost);
  }

  /** Brings everything to safety and ends; later calls wait for the same end. */
  public FlushResult close() {
    CompletableFuture<FlushResult> ending;
    synchronized (this) {
      if (end == null) {
        end =
            logs.close(settings.closeTimeout())
                .thenCombine(predictions.close(settings.closeTimeout()), Core::together);
      }
      ending = end;
    }
    FlushResult result = await(ending, settings.closeTimeout());
    try {
      logs.awaitEnd(GRACE);
      predictions.awaitEnd(GRACE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    channels.close();
    return result;
  }

  private FlushResult await(CompletableFuture<FlushResult> result, Duration atMost) {
    if (!settings.enabled() || Thread.currentThread() instanceof ClientThread) {
      return unfinished(); // Nothing to wait for, or it would wait for itself.
    }
    try {
      return result.get(atMost.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return unfinished();
    } catch (TimeoutException | ExecutionException late) {
      return unfinished();
    }
  }

  private FlushResult unfinished() {
    return together(unfinished(stats()), unfinished(predictionStats()));
  }

  private static FlushResult unfinished(ClientStats stats) {
    return new FlushResult(stats.buffered() == 0, stats.buffered(), stats.bufferedInSpool());
  }

  private static FlushResult together(FlushResult one, FlushResult other) {
    return new FlushResult(
        one.complete() && other.complete(),
        one.buffered() + other.buffered(),
        one.spooled() + other.spooled());
  }
}
