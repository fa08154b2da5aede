package dev.visionlog.client;

import dev.visionlog.client.internal.ClientThread;
import dev.visionlog.client.internal.Core;
import dev.visionlog.client.internal.SharedCores;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes log entries and predictions from any thread, and brings them to a server: each once, and
 * those of one thread in their order.
 *
 * <p>{@link #log} puts an entry into a bounded queue and returns at once, and {@link #predict} a
 * prediction into another one; neither holds the other up, and there is no order between them. A
 * thread of the client's own makes batches of them, sends them, and keeps each until the server has
 * acknowledged that it is stored; what cannot be sent goes to the spool, if there is one. Nothing
 * here throws because a server is away, and nothing is dropped without being counted in {@link
 * #stats}.
 *
 * <p>Any thread may call anything. Whoever makes a client closes it.
 */
public final class VisionlogClient implements AutoCloseable {
  private final ClientSettings settings;
  private final Core core;
  private final Supplier<FlushResult> ending;
  private final List<ClientListener> listeners = new CopyOnWriteArrayList<>();
  private final @Nullable Thread shutdownHook;
  private volatile boolean closed;
  private volatile @Nullable FlushResult end;

  private VisionlogClient(ClientSettings settings, Core core, Supplier<FlushResult> ending) {
    this.settings = settings;
    this.core = core;
    this.ending = ending;
    // None of the client's own threads: those never wait for the client.
    this.shutdownHook =
        settings.shutdownHook() ? new Thread(this::close, "visionlog-shutdown") : null;
    if (shutdownHook != null) {
      Runtime.getRuntime().addShutdownHook(shutdownHook);
    }
  }

  /**
   * Starts a client. Does no input or output itself: the client's thread opens the spool and
   * connects.
   */
  public static VisionlogClient start(ClientSettings settings) {
    Core core = new Core(settings);
    return new VisionlogClient(settings, core, core::close);
  }

  /**
   * A client that all callers with equal settings share. Closing it gives back one share; that
   * brings everything to safety as {@link #close} does, and when the last share was given back the
   * client ends a few seconds later, unless someone has asked for it again.
   */
  public static VisionlogClient shared(ClientSettings settings) {
    Core core = SharedCores.take(settings);
    return new VisionlogClient(settings, core, () -> SharedCores.giveBack(settings));
  }

  /** Takes an entry; returns at once, unless it was told to wait for room. Never throws. */
  public void log(Loggable entry) {
    if (closed) {
      core.refuseEntry(DropReason.CLOSED);
    } else {
      core.log(entry);
    }
  }

  /** Takes an entry of this moment. */
  public void log(Level level, String message) {
    log(LogEntry.of(level, message));
  }

  /**
   * Takes a prediction with its image; returns at once, unless it was told to wait for room. Never
   * throws.
   */
  public void predict(Prediction prediction) {
    if (closed) {
      core.refusePrediction(DropReason.CLOSED);
    } else {
      core.predict(prediction);
    }
  }

  /**
   * Waits until everything that was handed over before is acknowledged, at most so long. What is
   * not acknowledged by then goes to the spool if there is one; it goes there at once if the server
   * is away. An interrupt ends the wait and stays set.
   */
  public FlushResult flush(Duration atMost) {
    FlushResult ended = end;
    return ended != null ? ended : core.flush(atMost, false);
  }

  /** What became of the entries. With a shared client, of those of all who share it. */
  public ClientStats stats() {
    return core.stats();
  }

  /** What became of the predictions, as {@link #stats} of the entries. */
  public ClientStats predictionStats() {
    return core.predictionStats();
  }

  /** The thresholds as last heard of; a field read. */
  public Thresholds thresholds() {
    return core.thresholds();
  }

  /** Asks the server for its thresholds now. Fails if there is no answer within five seconds. */
  public CompletableFuture<Thresholds> fetchThresholds() {
    return core.fetchThresholds();
  }

  /**
   * Has the listener told from now on, until it is removed or this client is closed. What is wrong
   * already it is told at once, on this thread.
   */
  public void addListener(ClientListener listener) {
    listeners.add(listener);
    core.addListener(listener);
  }

  public void removeListener(ClientListener listener) {
    listeners.remove(listener);
    core.removeListener(listener);
  }

  public ClientSettings settings() {
    return settings;
  }

  /**
   * Whether this thread belongs to a client. What is logged on such a thread must not be handed to
   * a client: it would log about itself for ever.
   */
  public static boolean isClientThread(Thread thread) {
    return thread instanceof ClientThread;
  }

  /**
   * Sends what waits, for as long as {@link ClientSettings#closeTimeout} allows at most, and puts
   * the rest into the spool; without one it is dropped and counted. If the server is away, does not
   * wait for it. Entries that come later are counted as dropped. Calls after the first do nothing.
   */
  @Override
  public void close() {
    closeAndTell();
  }

  /** As {@link #close}, and says what became of the entries. */
  public synchronized FlushResult closeAndTell() {
    FlushResult result = end;
    if (result == null) {
      closed = true;
      result = ending.get();
      end = result;
      listeners.forEach(core::removeListener);
      removeHook();
    }
    return result;
  }

  private void removeHook() {
    if (shutdownHook != null && Thread.currentThread() != shutdownHook) {
      try {
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
      } catch (IllegalStateException shuttingDown) {
        // It will find the client closed.
      }
    }
  }
}
