package dev.visionlog.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Takes log entries from any thread, and brings them to a server: each once, and those of one
 * thread in their order.
 *
 * <p>{@link #log} puts an entry into a bounded queue and returns at once. A thread of the client's
 * own makes batches of them, sends them, and keeps each until the server has acknowledged that it
 * is stored; what cannot be sent goes to the spool, if there is one. Nothing here throws because a
 * server is away, and nothing is dropped without being counted in {@link #stats}.
 *
 * <p>Any thread may call anything. Whoever makes a client closes it.
 */
public final class VisionlogClient implements AutoCloseable {
  private final ClientSettings settings;

  private VisionlogClient(ClientSettings settings) {
    this.settings = settings;
  }

  /** Starts a client. Does no input or output itself: the client's thread connects. */
  public static VisionlogClient start(ClientSettings settings) {
    return new VisionlogClient(settings);
  }

  /**
   * A client that all callers with equal settings share. Closing it gives back one share; when the
   * last one is given back, everything is brought to safety as in {@link #close}, and the client
   * ends a few seconds later unless someone has asked for it again.
   */
  public static VisionlogClient shared(ClientSettings settings) {
    return new VisionlogClient(settings);
  }

  /** Takes an entry; returns at once, unless it was told to wait for room. Never throws. */
  public void log(Loggable entry) {
    throw new UnsupportedOperationException();
  }

  /** Takes an entry of this moment. */
  public void log(Level level, String message) {
    log(LogEntry.of(level, message));
  }

  /**
   * Waits until everything that was handed over before is acknowledged, at most so long. What is
   * not acknowledged by then, or cannot be because the server is away, goes to the spool if there
   * is one. An interrupt ends the wait and stays set.
   */
  public FlushResult flush(Duration atMost) {
    throw new UnsupportedOperationException();
  }

  public ClientStats stats() {
    throw new UnsupportedOperationException();
  }

  /** The thresholds as last heard of; a field read. */
  public Thresholds thresholds() {
    return Thresholds.NONE;
  }

  /** Asks the server for its thresholds now. Fails if there is no answer within a few seconds. */
  public CompletableFuture<Thresholds> fetchThresholds() {
    throw new UnsupportedOperationException();
  }

  /** Has the listener told from now on, until it is removed. */
  public void addListener(ClientListener listener) {}

  public void removeListener(ClientListener listener) {}

  public ClientSettings settings() {
    return settings;
  }

  /**
   * Whether this thread belongs to a client. What is logged on such a thread must not be handed to
   * a client: it would log about itself for ever.
   */
  public static boolean isClientThread(Thread thread) {
    return false;
  }

  /**
   * Sends what waits, for as long as the settings allow at most, and puts the rest into the spool;
   * without one it is dropped and counted. Entries that come later are counted as dropped.
   */
  @Override
  public void close() {}
}
