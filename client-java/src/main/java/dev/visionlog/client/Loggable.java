package dev.visionlog.client;

/**
 * Something that becomes a {@link LogEntry} on the client's own thread, so that the caller need not
 * pay for it. It must not change after it has been handed over.
 */
public interface Loggable {

  /** How serious it is; asked on the caller's thread, and when room has to be made. */
  Level level();

  /**
   * About how many bytes of memory it holds, for the queue's bound. Asked once, on the caller's
   * thread.
   */
  int weight();

  /**
   * The entry. Called at most once, on the client's thread. If it throws, an entry that says so
   * takes its place.
   */
  LogEntry toEntry();
}
