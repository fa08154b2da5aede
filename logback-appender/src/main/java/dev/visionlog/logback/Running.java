package dev.visionlog.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.spi.ContextAware;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.visionlog.client.ClientStats;
import dev.visionlog.client.Level;
import dev.visionlog.client.Thresholds;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An appender between its start and its stop. All threads. */
final class Running {
  /** Soon, since Logback sets the loggers' levels after it has started the appenders. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

  private static final Duration LOOKS = Duration.ofSeconds(10);

  private final Mapping mapping;
  private final Connection connection;
  private final Gate gate;
  private final FreshThresholds thresholds;
  private final Reports reports;
  private final @Nullable LoggerLevels levels;
  private volatile boolean stopped;

  Running(Configuration configuration, Connection connection, ContextAware appender) {
    this.mapping = configuration.mapping();
    this.connection = connection;
    this.gate =
        new Gate(
            configuration.threshold(), event -> mapping.origins().sourceOf(EventContext.of(event)));
    this.thresholds = new FreshThresholds(connection, Ticker.systemTicker());
    this.reports = new Reports(appender, this::changed, System::nanoTime);
    this.levels = levels(configuration, appender);
    connection.addListener(reports);
    follow(thresholds.look());
    if (configuration.client().watchThresholds()) {
      lookAfter(FIRST_LOOK);
    }
  }

  private static @Nullable LoggerLevels levels(Configuration configuration, ContextAware appender) {
    return configuration.controlLoggerLevels()
            && appender.getContext() instanceof LoggerContext context
        ? new LoggerLevels(
            context, configuration.threshold(), configuration.source(), configuration.sources())
        : null;
  }

  /** Logback's number below which no event is wanted. */
  int floor() {
    return gate.floor();
  }

  void take(ILoggingEvent event) {
    Level level = EventLevels.of(event);
    if (gate.admits(level, event)) {
      connection.log(new LoggedEvent(event, level, mapping));
    }
  }

  void failed(Throwable error) {
    reports.failed(error);
  }

  ClientStats stats() {
    return connection.stats();
  }

  void stop() {
    stopped = true;
    if (levels != null) {
      levels.close();
    }
    connection.close();
  }

  private void changed(Thresholds changed) {
    thresholds.heard(changed);
    follow(changed);
  }

  private void follow(Thresholds wanted) {
    gate.set(wanted);
    if (levels != null) {
      levels.follow(wanted);
    }
  }

  /** On a thread that the JDK has for such things: nothing there may wait. */
  private void lookAfter(Duration delay) {
    Executor then =
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, Runnable::run);
    then.execute(this::lookAgain);
  }

  private void lookAgain() {
    if (!stopped) {
      try {
        follow(thresholds.look());
      } finally {
        lookAfter(LOOKS);
      }
    }
  }
}
