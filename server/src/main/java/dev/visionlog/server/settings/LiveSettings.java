package dev.visionlog.server.settings;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.visionlog.server.store.SettingsStore;
import dev.visionlog.server.store.StoreUnavailableException;
import dev.visionlog.v1.LogLevel;
import dev.visionlog.v1.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings as they are now. Kept in memory, loaded again when another server has changed them
 * and every few seconds, and worked out anew when a temporary threshold ends. For all threads.
 */
public final class LiveSettings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSettings.class);
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final SettingsStore store;
  private final Clock clock;
  private final Set<Consumer<State>> watchers = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "settings");
            thread.setDaemon(true);
            return thread;
          });
  private volatile State state;

  /**
   * @param settings with the etag and without what has ended
   */
  public record State(Settings settings, long revision, Thresholds thresholds) {}

  /** Loads the settings, and keeps them fresh until closed. */
  public LiveSettings(SettingsStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.state = state(SettingsRules.DEFAULTS, 0);
    load();
    timer.scheduleWithFixedDelay(
        this::refresh, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  public State now() {
    return state;
  }

  public Thresholds thresholds() {
    return state.thresholds();
  }

  /** Calls the watcher with the state now and whenever it changes, until {@link #unwatch}. */
  public void watch(Consumer<State> watcher) {
    watchers.add(watcher);
    watcher.accept(state);
  }

  public void unwatch(Consumer<State> watcher) {
    watchers.remove(watcher);
  }

  /**
   * Changes the settings.
   *
   * @param etag of the settings that the change was made for; empty for whichever there are
   * @return empty if they have changed meanwhile
   * @throws InvalidSettingException if the outcome is not allowed
   */
  public Optional<State> update(String etag, UnaryOperator<Settings> change) {
    load();
    State before = state;
    if (!etag.isEmpty() && !etag.equals(before.settings().getEtag())) {
      return Optional.empty();
    }
    Settings changed = change.apply(before.settings());
    SettingsRules.check(changed, clock.instant());
    Settings after =
        SettingsRules.withoutExpired(changed, clock.instant()).toBuilder()
            .clearEtag()
            .clearEffectiveThreshold()
            .build();
    Optional<SettingsStore.Stored> saved = store.save(json(after), before.revision());
    saved.ifPresent(stored -> become(state(after, stored.revision())));
    return saved.map(stored -> state);
  }

  /** Loads the settings again on a thread of its own. */
  public void refreshSoon() {
    timer.execute(this::refresh);
  }

  private void refresh() {
    try {
      load();
    } catch (StoreUnavailableException away) {
      LOG.debug("Settings stay as they are", away);
      become(state(state.settings(), state.revision()));
    } catch (RuntimeException error) {
      LOG.error("Settings cannot be loaded", error);
    }
  }

  private void load() {
    become(
        store
            .load()
            .map(stored -> state(parse(stored.json()), stored.revision()))
            .orElseGet(() -> state(SettingsRules.DEFAULTS, 0)));
  }

  private synchronized void become(State next) {
    if (next.revision() < state.revision() || next.equals(state)) {
      return;
    }
    state = next;
    SettingsRules.nextExpiry(next.settings()).ifPresent(this::refreshAt);
    watchers.forEach(watcher -> watcher.accept(next));
  }

  private void refreshAt(Instant time) {
    long millis = Duration.between(clock.instant(), time).toMillis() + 1;
    timer.schedule(this::refresh, Math.max(1, millis), TimeUnit.MILLISECONDS);
  }

  private State state(Settings settings, long revision) {
    Settings live =
        SettingsRules.withDefaults(SettingsRules.withoutExpired(settings, clock.instant()));
    Thresholds thresholds = SettingsRules.thresholds(live);
    LogLevel effective = LogLevel.forNumber(thresholds.global().number());
    return new State(
        live.toBuilder().setEtag(String.valueOf(revision)).setEffectiveThreshold(effective).build(),
        revision,
        thresholds);
  }

  private static Settings parse(String json) {
    try {
      Settings.Builder settings = Settings.newBuilder();
      JsonFormat.parser().ignoringUnknownFields().merge(json, settings);
      return settings.build();
    } catch (InvalidProtocolBufferException error) {
      throw new IllegalStateException("The stored settings cannot be read", error);
    }
  }

  private static String json(Settings settings) {
    try {
      return JsonFormat.printer().preservingProtoFieldNames().print(settings);
    } catch (InvalidProtocolBufferException error) {
      throw new IllegalStateException(error);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
