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
public final class Spool implements AutoCloseable {

  private final Clock clock;
  private final SpoolListener listener;
  private final WriterFolder folder;
  private final WriterLock lock;
  private final Numbers numbers;
  private final Progress progress;
  private final SegmentFiles segments;
  private final SpoolReader reader;
  private final SpoolLimits limits;
  private final DiskSpace disk;
  private final SentBatches sent = new SentBatches();
  private final FrameEncoder encoder = new FrameEncoder();
  private boolean idle;
  private boolean closed;
  private volatile long entries;
  private volatile long bytes;

  /** The writer that a spool belongs to, as it was found. */
  record Writer(
      WriterFolder folder,
      WriterLock lock,
      Numbers numbers,
      Progress progress,
      SegmentFiles segments,
      DiskSpace disk) {}

  /** Takes over the writer's lock and files. */
  Spool(SpoolSettings settings, Clock clock, SpoolListener listener, Writer writer) {
    this.clock = clock;
    this.listener = listener;
    this.folder = writer.folder();
    this.lock = writer.lock();
    this.numbers = writer.numbers();
    this.progress = writer.progress();
    this.segments = writer.segments();
    this.disk = writer.disk();
    this.reader = new SpoolReader(progress.acknowledged(), listener);
    this.limits = new SpoolLimits(settings, segments, reader, listener);
    segments.all().forEach(reader::add);
    publish();
  }

  /**
   * Takes the folder of a writer that no process holds, one with batches first, of these the one
   * with the oldest; or makes a new one.
   *
   * @throws IOException if there is no writer to be had: the folder cannot be made or written
   */
  public static Spool open(SpoolSettings settings, Clock clock, SpoolListener listener)
      throws IOException {
    return new SpoolFolder(settings, clock, listener, BootId.ofThisRun()).open();
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
    return new SpoolFolder(settings, clock, listener, BootId.ofThisRun()).openLeftOver();
  }

  /** The writer whose batches these are. */
  public UUID writerId() {
    return folder.writerId();
  }

  /** The last number that this writer has used, spooled or not; 0 for a new one. */
  public long lastNumber() {
    return numbers.last();
  }

  /**
   * Keeps a number, before its batch goes out without being appended. Cheap: one small write to the
   * page cache.
   *
   * @throws IllegalArgumentException if the number was used before this spool was opened
   * @throws IllegalStateException in a left-over spool, or a closed one
   */
  public void noteNumber(long number) {
    numbers.note(number);
  }

  /**
   * Appends a batch, to the page cache; {@link #sync} makes it durable. Keeps its number, too. The
   * number may have been noted before, but must be above those appended before. A batch that is
   * acknowledged already is left out. When there would be more than {@link SpoolSettings#maxBytes},
   * the oldest unread batches go. Whatever is thrown, nothing of the batch stays, and the next
   * append works when there is room again.
   *
   * <p>Takes some microseconds; at the end of a file it waits until that file is durable.
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
    if (batch.body().length > FrameHeader.MAX_BODY_BYTES) {
      throw new IllegalArgumentException(batch + " is too large for a spool");
    }
    numbers.noteAppended(batch);
    if (batch.number() <= progress.acknowledged()) {
      return;
    }
    int frameBytes = FrameHeader.frameBytes(batch);
    try {
      makeRoom(frameBytes);
      appendFrame(batch, frameBytes);
    } finally {
      publish();
    }
    numbers.appended(batch);
    idle = false;
  }

  /** Whether {@link #next} has something to return. */
  public boolean hasUnread() {
    return !closed && reader.hasUnread();
  }

  /**
   * The oldest batch that was not returned yet. Numbers rise. Damaged batches are skipped and
   * reported. A batch that was returned is no longer evicted: it is acknowledged, or returned again
   * after a restart.
   *
   * @return null if there is none, or none that can be read now
   */
  public @Nullable Batch next() {
    if (closed) {
      return null;
    }
    SpoolReader.ReadBatch read = reader.next();
    if (read != null) {
      sent.add(read.batch(), read.segment());
    }
    segments.removeDone();
    publish();
    return read == null ? null : read.batch();
  }

  /**
   * Every batch up to this number is done. Files that are done are removed, after that has been
   * written down durably.
   */
  public void acknowledge(long number) {
    long upTo = Math.min(number, numbers.last());
    if (closed || upTo <= progress.acknowledged()) {
      return;
    }
    progress.advance(upTo);
    sent.release(upTo);
    reader.skipTo(upTo);
    segments.removeDone();
    publish();
  }

  /** Makes what was appended durable. */
  public void sync() throws IOException {
    if (!closed) {
      segments.sync();
    }
  }

  /**
   * To be called about once a second: makes durable what was appended and acknowledged, and gives
   * up what is too old. Problems go to the listener.
   */
  public void tick() {
    if (closed) {
      return;
    }
    reader.resume();
    reader.skipTo(progress.acknowledged());
    syncOrReport();
    limits.expire(clock.instant());
    if (idle) {
      segments.sealIfDone();
    }
    idle = true;
    segments.removeDone();
    segments.writeProgress();
    publish();
  }

  /** Entries that are not acknowledged, with those of batches that were returned. */
  public long entries() {
    return entries;
  }

  /** The size of all files of this writer. */
  public long bytes() {
    return bytes;
  }

  /** Whether everything is acknowledged. */
  public boolean isEmpty() {
    return sent.isEmpty() && reader.firstUnread() == null;
  }

  /**
   * Makes everything durable and lets go of the writer, whose id lasts. Problems go to the
   * listener. Afterwards nothing can be appended or read, acknowledgements are ignored, and closing
   * again does nothing.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    segments.seal();
    segments.removeDone();
    segments.writeProgress();
    numbers.close();
    release();
  }

  /**
   * Closes a left-over spool and deletes the writer's folder.
   *
   * @throws IllegalStateException if something is not acknowledged, or it is not left over, or
   *     closed
   */
  public void discard() {
    if (closed || numbers.isOpen() || !isEmpty()) {
      throw new IllegalStateException("only an open left-over spool that is empty");
    }
    closed = true;
    segments.seal();
    reader.close();
    try (lock) {
      folder.delete(lock);
    } catch (IOException e) {
      listener.damaged(folder.path(), "It could not be deleted: " + e);
    }
  }

  private void makeRoom(int frameBytes) throws SpoolFullException {
    disk.require(frameBytes);
    if (segments.needsSeal(frameBytes, clock.instant())) {
      segments.seal();
      segments.removeDone();
    }
    limits.makeRoom(SegmentFiles.bytesFor(frameBytes));
  }

  private void appendFrame(Batch batch, int frameBytes) throws IOException {
    try {
      if (segments.open() == null) {
        reader.add(segments.start(clock.instant()));
      }
      segments.append(encoder.encode(batch), frameBytes, batch.entries());
    } catch (IOException e) {
      throw disk.explain(e, frameBytes);
    }
  }

  private void syncOrReport() {
    try {
      segments.sync();
    } catch (IOException e) {
      listener.damaged(folder.path(), "What was appended could not be made durable: " + e);
    }
  }

  private void release() {
    reader.close();
    try {
      lock.close();
    } catch (IOException e) {
      listener.damaged(folder.lock(), "It could not be let go of: " + e);
    }
  }

  private void publish() {
    entries = segments.unreadEntries() + sent.entries();
    bytes = segments.bytes();
  }
}
