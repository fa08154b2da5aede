package dev.visionlog.bridge.live;

import dev.visionlog.bridge.upstream.Caller;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.WatchSettingsRequest;
import dev.visionlog.v1.WatchSettingsResponse;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the settings: one stream from the server for all browsers of the same caller, for as long
 * as there are any. For all threads.
 */
public final class SettingsWatches {
  private final Upstream upstream;
  private final ScheduledExecutorService timer;
  private final Map<Caller, Watch> watches = new HashMap<>();

  /**
   * @param timer for new attempts; not closed here
   */
  public SettingsWatches(Upstream upstream, ScheduledExecutorService timer) {
    this.upstream = upstream;
    this.timer = timer;
  }

  /**
   * Calls the listener with the settings as soon as they are known and whenever they change, on a
   * thread of gRPC's. It may not block.
   *
   * @return ends it
   */
  synchronized Runnable follow(Caller caller, Consumer<Settings> listener) {
    Watch watch = watches.get(caller);
    if (watch == null) {
      watch = new Watch(caller);
      watches.put(caller, watch);
      watch.open();
    }
    watch.add(listener);
    Watch followed = watch;
    return () -> leave(followed, listener);
  }

  private synchronized void leave(Watch watch, Consumer<Settings> listener) {
    watch.listeners.remove(listener);
    if (watch.listeners.isEmpty() && watches.remove(watch.caller, watch)) {
      watch.context.cancel(null);
    }
  }

  private final class Watch implements StreamObserver<WatchSettingsResponse> {
    private final Caller caller;
    private final Context.CancellableContext context = Context.ROOT.withCancellation();
    private final Set<Consumer<Settings>> listeners = new LinkedHashSet<>();
    private final Backoff backoff = new Backoff();
    private @Nullable Settings latest;

    Watch(Caller caller) {
      this.caller = caller;
    }

    void open() {
      context.run(
          () ->
              upstream
                  .settingsStreams(caller)
                  .watchSettings(WatchSettingsRequest.getDefaultInstance(), this));
    }

    void add(Consumer<Settings> listener) {
      listeners.add(listener);
      if (latest != null) {
        listener.accept(latest);
      }
    }

    @Override
    public void onNext(WatchSettingsResponse response) {
      List<Consumer<Settings>> told;
      synchronized (SettingsWatches.this) {
        latest = response.getSettings();
        backoff.reset();
        told = List.copyOf(listeners);
      }
      told.forEach(listener -> listener.accept(response.getSettings()));
    }

    @Override
    public void onError(Throwable error) {
      synchronized (SettingsWatches.this) {
        if (!context.isCancelled()) {
          timer.schedule(this::open, backoff.next().toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    }

    @Override
    public void onCompleted() {
      onError(new IllegalStateException("The server ended the watch"));
    }
  }
}
