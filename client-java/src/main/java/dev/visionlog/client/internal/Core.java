package dev.visionlog.client.internal;

import dev.visionlog.client.ClientListener;
import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.ClientStats;
import dev.visionlog.client.DropReason;
import dev.visionlog.client.FlushResult;
import dev.visionlog.client.Loggable;
import dev.visionlog.client.Thresholds;
import dev.visionlog.client.WhenFull;
import dev.visionlog.client.internal.delivery.LogKind;
import dev.visionlog.client.internal.delivery.Outbox;
import dev.visionlog.client.internal.delivery.OutboxSettings;
import dev.visionlog.client.internal.delivery.Troubles;
import dev.visionlog.client.internal.entry.EntryEncoder;
import dev.visionlog.client.internal.spool.SpoolSettings;
import dev.visionlog.client.internal.threshold.ThresholdWatch;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A running client: what one or several {@code VisionlogClient}s stand for. All threads. */
public final class Core {
  private static final long SEGMENT_BYTES = 8L << 20;

  /** What the disk may take beyond a deadline. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final ClientSettings settings;
  private final Troubles troubles = new Troubles(System::nanoTime);
  private final ChannelFactory channels;
  private final ThresholdWatch thresholds;
  private final Outbox<Loggable> logs;
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
    EntryEncoder encoder =
        new EntryEncoder(settings.source(), settings.maxMessageBytes(), settings.maxExtraBytes());
    this.logs =
        new Outbox<>(
            "visionlog-logs",
            new LogKind(encoder, settings.name().isEmpty() ? HostName.read() : settings.name()),
            outboxSettings(settings),
            channels::create,
            troubles,
            thresholds);
    if (settings.enabled()) {
      logs.start();
    }
  }

  private static OutboxSettings outboxSettings(ClientSettings settings) {
    return new OutboxSettings(
        settings.queueEntries(),
        settings.queueBytes(),
        settings.whenFull() == WhenFull.BLOCK ? settings.blockTimeout() : Duration.ZERO,
        settings.batchEntries(),
        settings.batchBytes(),
        settings.batchAge(),
        settings.window(),
        settings.maxRetries(),
        settings.retryDelay(),
        settings.retryMultiplier(),
        settings.maxRetryDelay(),
        settings.answerTimeout(),
        settings.spool() == null
            ? null
            : new SpoolSettings(
                settings.spool(),
                settings.spoolMaxBytes(),
                settings.spoolMaxAge(),
                settings.spoolMinFreeBytes(),
                SEGMENT_BYTES));
  }

  public void log(Loggable entry) {
    if (settings.enabled()) {
      logs.offer(entry);
    } else {
      logs.refuse(DropReason.DISABLED);
    }
  }

  public void refuse(DropReason reason) {
    logs.refuse(reason);
  }

  public ClientStats stats() {
    return logs.stats();
  }

  public Thresholds thresholds() {
    return thresholds.current();
  }

  public CompletableFuture<Thresholds> fetchThresholds() {
    return thresholds.fetch(logs.channel());
  }

  public void addListener(ClientListener listener) {
    troubles.add(listener);
  }

  public void removeListener(ClientListener listener) {
    troubles.remove(listener);
  }

  /**
   * Waits until everything is acknowledged or in the spool, at most so long.
   *
   * @param lastCall do not wait for a server that is away
   */
  public FlushResult flush(Duration atMost, boolean lastCall) {
    return await(logs.flush(atMost, lastCall), atMost);
  }

  /** Brings everything to safety and ends; later calls wait for the same end. */
  public FlushResult close() {
    CompletableFuture<FlushResult> ending;
    synchronized (this) {
      if (end == null) {
        end = logs.close(settings.closeTimeout());
      }
      ending = end;
    }
    FlushResult result = await(ending, settings.closeTimeout());
    try {
      logs.awaitEnd(GRACE);
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
    ClientStats stats = stats();
    return new FlushResult(stats.buffered() == 0, stats.buffered(), stats.bufferedInSpool());
  }
}
