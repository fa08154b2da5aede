package dev.visionlog.client.internal.spool;

import dev.visionlog.client.internal.Batch;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One writer's batches in files, oldest first: they outlive the process.
 *
 * <p>The writer's id and its numbers last too. A number is never used for two batches, since the
 * server acknowledges a number that it has seen without storing anything. So the id is used again
 * only when the last number is certain: the writer was closed, or the machine has not been started
 * anew since.
 *
 * <p>Not thread safe: one thread uses a spool, but {@link #entries}, {@link #bytes} and {@link
 * #writerId} may be called by any. Interrupting the thread does no harm to the files.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Spool implements AutoCloseable {

  private Spool() {}

  /**
   * Takes the folder of a writer that no process holds, one with batches first, of these the one
   * with the oldest; or makes a new one.
   *
   * @throws IOException if there is no writer to be had: the folder cannot be made or written
   */
  public static Spool open(SpoolSettings settings, Clock clock, SpoolListener listener)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes another writer's folder that no process holds and that still has batches: its process is
   * gone, or its identity could not be kept. The batches are to be sent under their own writer's
   * id. Nothing can be appended. When it is empty, call {@link #discard}; if it cannot be emptied
   * now, {@link #close} leaves it for later.
   *
   * @return empty if there is none, or none that can be read
   */
  public static Optional<Spool> openLeftOver(
      SpoolSettings settings, Clock clock, SpoolListener listener) {
    throw new UnsupportedOperationException();
  }

  /** The writer whose batches these are. */
  public UUID writerId() {
    throw new UnsupportedOperationException();
  }

  /** The last number that this writer has used, spooled or not; 0 for a new one. */
  public long lastNumber() {
    throw new UnsupportedOperationException();
  }

  /**
   * Keeps a number, before its batch goes out without being appended. Cheap: one small write to the
   * page cache.
   *
   * @throws IllegalStateException in a left-over spool
   */
  public void noteNumber(long number) {
    throw new UnsupportedOperationException();
  }

  /**
   * Appends a batch, to the page cache; {@link #sync} makes it durable. Keeps its number, too. When
   * there would be more than {@link SpoolSettings#maxBytes}, the oldest unread batches go. Whatever
   * is thrown, nothing of the batch stays, and the next append works when there is room again.
   *
   * @throws SpoolFullException if less than {@link SpoolSettings#minFreeBytes} would stay free
   *     (what is already there is kept), the disk is full, or the batch and those being sent are
   *     larger than the spool may be
   * @throws IOException if the disk refuses for another reason
   * @throws IllegalArgumentException if the number is not above those appended before, or the body
   *     is larger than 64 MiB
   * @throws IllegalStateException in a left-over spool, or a closed one
   */
  public void append(Batch batch) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Whether {@link #next} has something to return. */
  public boolean hasUnread() {
    throw new UnsupportedOperationException();
  }

  /**
   * The oldest batch that was not returned yet. Numbers rise. Damaged batches are skipped and
   * reported. A batch that was returned is no longer evicted: it is acknowledged, or returned again
   * after a restart.
   *
   * @return null if there is none, or none that can be read now
   */
  public @Nullable Batch next() {
    throw new UnsupportedOperationException();
  }

  /**
   * Every batch up to this number is done. Files that are done are removed, after that has been
   * written down durably.
   */
  public void acknowledge(long number) {
    throw new UnsupportedOperationException();
  }

  /** Makes what was appended durable. */
  public void sync() throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * To be called about once a second: makes durable what was appended and acknowledged, and gives
   * up what is too old. Problems go to the listener.
   */
  public void tick() {
    throw new UnsupportedOperationException();
  }

  /** Entries that are not acknowledged, with those of batches that were returned. */
  public long entries() {
    throw new UnsupportedOperationException();
  }

  /** The size of all files of this writer. */
  public long bytes() {
    throw new UnsupportedOperationException();
  }

  /** Whether everything is acknowledged. */
  public boolean isEmpty() {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes everything durable and lets go of the writer, whose id lasts. Problems go to the
   * listener. Closing again does nothing.
   */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }

  /**
   * Closes a left-over spool and deletes the writer's folder.
   *
   * @throws IllegalStateException if something is not acknowledged
   */
  public void discard() {
    throw new UnsupportedOperationException();
  }
}
