package dev.visionlog.server.service;

import dev.visionlog.server.settings.LiveSettings;
import dev.visionlog.v1.WatchSettingsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One caller who watches the settings. Of several changes that it was too slow for it gets the
 * last.
 */
final class WatchStream implements Drainable {
  private final ServerCallStreamObserver<WatchSettingsResponse> observer;
  private final LiveSettings settings;
  private final Streams streams;
  private final Consumer<LiveSettings.State> watcher = this::changed;
  private LiveSettings.@Nullable State toSend;
  private boolean ended;

  WatchStream(
      ServerCallStreamObserver<WatchSettingsResponse> observer,
      LiveSettings settings,
      Streams streams) {
    this.observer = observer;
    this.settings = settings;
    this.streams = streams;
    observer.setOnReadyHandler(this::send);
    observer.setOnCancelHandler(this::end);
  }

  void start() {
    settings.watch(watcher);
  }

  private synchronized void changed(LiveSettings.State state) {
    toSend = state;
    send();
  }

  private synchronized void send() {
    LiveSettings.State state = toSend;
    if (state != null && !ended && observer.isReady()) {
      toSend = null;
      observer.onNext(WatchSettingsResponse.newBuilder().setSettings(state.settings()).build());
    }
  }

  @Override
  public synchronized void drain() {
    if (!ended) {
      end();
      observer.onError(ApiErrors.shuttingDown());
    }
  }

  private synchronized void end() {
    ended = true;
    settings.unwatch(watcher);
    streams.remove(this);
  }
}
