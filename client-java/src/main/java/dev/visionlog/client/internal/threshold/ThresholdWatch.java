package dev.visionlog.client.internal.threshold;

import dev.visionlog.client.Thresholds;
import dev.visionlog.client.internal.delivery.Ears;
import dev.visionlog.v1.GetSettingsRequest;
import dev.visionlog.v1.GetSettingsResponse;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.SettingsServiceGrpc;
import dev.visionlog.v1.WatchSettingsRequest;
import dev.visionlog.v1.WatchSettingsResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows what the server wants: from the stream of its settings, and from its answers while there is
 * no such stream. While the server is away, temporary thresholds end by the clock here. All
 * threads.
 */
public final class ThresholdWatch implements Ears {
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(5);
  private static final long RETRY = Duration.ofSeconds(5).toNanos();

  private final boolean watches;
  private final Consumer<Thresholds> changed;
  private final Clock clock;
  private final LongSupplier nanos;
  private volatile Thresholds current = Thresholds.NONE;
  private @Nullable ManagedChannel channel;
  private @Nullable Watcher watcher;
  private @Nullable Settings settings;
  private long retryAt;

  /**
   * @param watches whether to follow the settings, or only to listen to answers
   * @param changed told when what is wanted changes
   */
  public ThresholdWatch(
      boolean watches, Consumer<Thresholds> changed, Clock clock, LongSupplier nanos) {
    this.watches = watches;
    this.changed = changed;
    this.clock = clock;
    this.nanos = nanos;
  }

  public Thresholds current() {
    return current;
  }

  @Override
  public synchronized void connected(ManagedChannel connected) {
    channel = connected;
    watch();
  }

  @Override
  public synchronized void wanted(Thresholds thresholds) {
    if (watcher == null) {
      settings = null;
      set(thresholds);
    }
  }

  @Override
  public synchronized void tick() {
    if (watcher != null) {
      return;
    }
    if (settings != null) {
      set(ThresholdReader.read(settings, clock.instant()));
    }
    if (channel != null && !channel.isShutdown() && nanos.getAsLong() - retryAt >= 0) {
      watch();
    }
  }

  /** Asks now. */
  public CompletableFuture<Thresholds> fetch(@Nullable ManagedChannel over) {
    CompletableFuture<Thresholds> fetched = new CompletableFuture<>();
    if (over == null) {
      fetched.completeExceptionally(new IllegalStateException("The server is not connected"));
      return fetched;
    }
    SettingsServiceGrpc.newStub(over)
        .withDeadlineAfter(FETCH_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)
        .getSettings(GetSettingsRequest.getDefaultInstance(), new Fetch(fetched));
    return fetched;
  }

  private void watch() {
    if (!watches || channel == null) {
      return;
    }
    retryAt = nanos.getAsLong() + RETRY;
    Watcher opened = new Watcher();
    watcher = opened;
    SettingsServiceGrpc.newStub(channel)
        .watchSettings(WatchSettingsRequest.getDefaultInstance(), opened);
  }

  private synchronized Thresholds heard(Settings news) {
    settings = news;
    // By the server's clock, as far as it says: those that have ended are not among them.
    Thresholds thresholds = ThresholdReader.read(news, Instant.MIN);
    set(thresholds);
    return thresholds;
  }

  private synchronized void ended(Watcher which) {
    if (watcher == which) {
      watcher = null;
    }
  }

  private void set(Thresholds thresholds) {
    if (!thresholds.equals(current)) {
      current = thresholds;
      changed.accept(thresholds);
    }
  }

  /** One stream of settings. */
  private final class Watcher implements StreamObserver<WatchSettingsResponse> {
    @Override
    public void onNext(WatchSettingsResponse response) {
      heard(response.getSettings());
    }

    @Override
    public void onError(Throwable error) {
      ended(this);
    }

    @Override
    public void onCompleted() {
      ended(this);
    }
  }

  /** One answer. */
  private final class Fetch implements StreamObserver<GetSettingsResponse> {
    private final CompletableFuture<Thresholds> fetched;

    Fetch(CompletableFuture<Thresholds> fetched) {
      this.fetched = fetched;
    }

    @Override
    public void onNext(GetSettingsResponse response) {
      fetched.complete(heard(response.getSettings()));
    }

    @Override
    public void onError(Throwable error) {
      fetched.completeExceptionally(error);
    }

    @Override
    public void onCompleted() {
      fetched.completeExceptionally(new IllegalStateException("The server has said nothing"));
    }
  }
}
