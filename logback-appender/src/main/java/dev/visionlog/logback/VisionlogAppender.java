package dev.visionlog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.visionlog.client.ClientSettings;
import dev.visionlog.client.ClientStats;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to Visionlog.
 *
 * <p>Any thread may log. It waits for nothing, unless it was configured to wait for room in the
 * queue; what it is spared, the client's thread does. No failure of the way to the server reaches
 * it. {@link #start} does no input or output, and {@link #stop} takes no longer than was
 * configured. Appenders with equal settings share one client, so that a context that is reset and
 * configured again loses nothing.
 *
 * <p>{@code docs/logback.md} has every property, and what becomes of an event.
 */
public final class VisionlogAppender extends ConfiguredAppender {
  private final Function<ClientSettings, Connection> connections;
  private final LoopGuard loops = new LoopGuard();
  private volatile @Nullable Running running;

  public VisionlogAppender() {
    this(Connection::open);
  }

  VisionlogAppender(Function<ClientSettings, Connection> connections) {
    this.connections = connections;
  }

  /**
   * Starts, or tells the status manager why not: it names each property that is wrong. The
   * application runs on either way.
   */
  @Override
  public void start() {
    if (isStarted()) {
      return;
    }
    Configuration configuration = configuration();
    if (configuration == null) {
      addError("The appender is not started: nothing is sent to Visionlog");
      return;
    }
    configuration.client().warnings().forEach(this::addWarn);
    try {
      running = run(configuration);
      super.start();
    } catch (RuntimeException | LinkageError error) {
      addError("The appender could not be started: nothing is sent to Visionlog", error);
    }
  }

  private Running run(Configuration configuration) {
    Connection connection = connections.apply(configuration.client());
    try {
      return new Running(configuration, connection, this);
    } catch (RuntimeException | LinkageError error) {
      connection.close();
      throw error;
    }
  }

  /** Brings what waits to the server or into the spool, for the {@code closeTimeout} at most. */
  @Override
  public void stop() {
    if (isStarted()) {
      super.stop();
      Running ended = running;
      if (ended != null) {
        ended.stop();
      }
    }
  }

  @Override
  public void doAppend(ILoggingEvent event) {
    try {
      Running now = running;
      if (now == null || event.getLevel().toInt() >= now.floor()) {
        appendGuarded(event);
      }
    } catch (Throwable notOfTheCaller) {
      failed(notOfTheCaller);
    }
  }

  private void appendGuarded(ILoggingEvent event) {
    if (loops.enter(event)) {
      try {
        super.doAppend(event);
      } finally {
        loops.leave();
      }
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    Running now = running;
    if (now != null) {
      try {
        now.take(event);
      } catch (Throwable notOfTheCaller) {
        failed(notOfTheCaller);
      }
    }
  }

  private void failed(Throwable error) {
    Running now = running;
    if (now != null) {
      now.failed(error);
    }
  }

  /** What became of the entries; those of the last run when it is stopped. */
  public Optional<ClientStats> stats() {
    return Optional.ofNullable(running).map(Running::stats);
  }

  /** How many events were kept out because they would have made the appender log itself. */
  public long refused() {
    return loops.refused();
  }
}
