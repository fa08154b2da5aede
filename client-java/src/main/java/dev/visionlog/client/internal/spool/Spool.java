package dev.visionlog.client.internal.spool;

import dev.visionlog.client.DropReason;
import dev.visionlog.client.internal.Batch;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
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

  /** Frames above this size get an array of their own, so that one large batch is not for ever. */
  private static final int KEPT_BUFFER_BYTES = 1 << 20;

  private final SpoolSettings settings;
  private final Clock clock;
  private final SpoolListener listener;
  private final WriterFolder folder;
  private final WriterLock lock;
  private final @Nullable NumbersFile numbers;
  private final CursorFile cursor;
  private final SegmentFiles segments;
  private final SpoolReader reader;
  private final DiskSpace disk;
  private final Deque<Outstanding> outstanding = new ArrayDeque<>();
  private long outstandingEntries;
  private final long firstNumber;
  private long lastNumber;
  private long lastAppended;
  private long acknowledged;
  private long writtenCursor;
  private boolean idle;
  private boolean closed;
  private byte[] buffer = new byte[8 << 10];
  private volatile long entries;
  private volatile long bytes;

  /** A batch that was returned and is not acknowledged. */
  private record Outstanding(long number, int entries, Segment segment) {}

  /**
   * The writer that a spool belongs to, as it was found.
   *
   * @param numbers null in a left-over spool
   */
  record Writer(
      WriterFolder folder,
      WriterLock lock,
      @Nullable NumbersFile numbers,
      long acknowledged,
      long lastNumber) {}

  /** Takes over the writer's lock and files. */
  Spool(
      SpoolSettings settings,
      Clock clock,
      SpoolListener listener,
      Writer writer,
      SegmentFiles segments,
      DiskSpace disk) {
    this.settings = settings;
    this.clock = clock;
    this.listener = listener;
    this.folder = writer.folder();
    this.lock = writer.lock();
    this.numbers = writer.numbers();
    this.cursor = new CursorFile(folder);
    this.segments = segments;
    this.disk = disk;
    this.firstNumber = writer.lastNumber() + 1;
    this.lastNumber = writer.lastNumber();
    this.lastAppended = writer.lastNumber();
    this.acknowledged = writer.acknowledged();
    this.writtenCursor = acknowledged;
    this.reader = new SpoolReader(acknowledged, listener);
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
    return lastNumber;
  }

  /**
   * Keeps a number, before its batch goes out without being appended. Cheap: one small write to the
   * page cache.
   *
   * @throws IllegalArgumentException if the number was used before this spool was opened
   * @throws IllegalStateException in a left-over spool, or a closed one
   */
  public void noteNumber(long number) {
    NumbersFile ownNumbers = ownNumbers();
    checkNew(number);
    note(number, ownNumbers);
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
    NumbersFile ownNumbers = ownNumbers();
    checkAppendable(batch);
    note(batch.number(), ownNumbers);
    if (batch.number() <= acknowledged) {
      return;
    }
    int length = FrameHeader.frameBytes(batch);
    disk.require(length);
    try {
      makeRoom(length);
      appendFrame(batch, length);
    } finally {
      publish();
    }
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
      Batch batch = read.batch();
      outstanding.add(new Outstanding(batch.number(), batch.entries(), read.segment()));
      outstandingEntries += batch.entries();
    }
    removeDone();
    publish();
    return read == null ? null : read.batch();
  }

  /**
   * Every batch up to this number is done. Files that are done are removed, after that has been
   * written down durably.
   */
  public void acknowledge(long number) {
    long upTo = Math.min(number, lastNumber);
    if (upTo > acknowledged && !closed) {
      acknowledged = upTo;
      releaseOutstanding();
      reader.skipTo(upTo);
      removeDone();
      publish();
    }
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
    reader.skipTo(acknowledged);
    syncOrReport();
    expire();
    if (idle) {
      sealIfDone();
    }
    idle = true;
    removeDone();
    writeCursor();
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
    return outstanding.isEmpty() && reader.firstUnread() == null;
  }

  /**
   * Makes everything durable and lets go of the writer, whose id lasts. Problems go to the
   * listener. Closing again does nothing.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    segments.seal();
    removeDone();
    writeCursor();
    closeNumbers();
    release();
  }

  /**
   * Closes a left-over spool and deletes the writer's folder.
   *
   * @throws IllegalStateException if something is not acknowledged, or it is not left over
   */
  public void discard() {
    if (numbers != null || !isEmpty()) {
      throw new IllegalStateException("only a left-over spool that is empty");
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

  private NumbersFile ownNumbers() {
    if (numbers == null || closed) {
      throw new IllegalStateException(closed ? "closed" : "a left-over spool takes nothing new");
    }
    return numbers;
  }

  private void checkNew(long number) {
    if (number < firstNumber) {
      throw new IllegalArgumentException("number " + number + " was used before this spool");
    }
  }

  private void checkAppendable(Batch batch) {
    if (batch.number() <= lastAppended) {
      throw new IllegalArgumentException(batch + " does not come after batch " + lastAppended);
    }
    if (batch.body().length > FrameHeader.MAX_BODY_BYTES) {
      throw new IllegalArgumentException(batch + " is too large for a spool");
    }
  }

  private void note(long number, NumbersFile file) {
    if (number <= lastNumber) {
      return;
    }
    lastNumber = number;
    try {
      file.write(number, false);
    } catch (IOException e) {
      withdraw(file, e);
    }
  }

  /** A number too low would be used again after a crash. Without any, there is a new writer. */
  private void withdraw(NumbersFile file, IOException cause) {
    listener.damaged(folder.numbers(), "The last number could not be written: " + cause);
    try {
      file.withdraw();
    } catch (IOException e) {
      listener.damaged(folder.numbers(), "The file could not be emptied either: " + e);
    }
  }

  private void makeRoom(int frameBytes) throws SpoolFullException {
    if (segments.needsSeal(frameBytes, clock.instant())) {
      seal();
    }
    long needed = SegmentFiles.bytesFor(frameBytes);
    if (fits(needed)) {
      return;
    }
    segments.deleteSetAside();
    sealIfDone();
    if (smallFiles() + segments.retainedBytes() + needed > settings.maxBytes()) {
      throw new SpoolFullException(
          "The spool may have " + settings.maxBytes() + " bytes: too few for another batch");
    }
    for (Segment oldest = reader.firstUnread();
        oldest != null && !fits(needed);
        oldest = reader.firstUnread()) {
      evict(oldest, DropReason.SPOOL_FULL);
      // What was damaged in it is still there.
      segments.deleteSetAside();
    }
  }

  private boolean fits(long needed) {
    return smallFiles() + segments.bytes() + needed <= settings.maxBytes();
  }

  private static long smallFiles() {
    return NumbersFile.BYTES + CursorFile.BYTES;
  }

  /** Gives up what was not returned of the oldest segment; what was returned stays in its file. */
  private void evict(Segment segment, DropReason reason) {
    if (segment == segments.open()) {
      segments.seal();
    }
    long evicted = reader.giveUp(segment);
    if (segment.isRetained()) {
      segments.cutUnread(segment);
    } else {
      remove(segment);
    }
    listener.evicted(reason, evicted);
  }

  private void appendFrame(Batch batch, int length) throws IOException {
    byte[] frame = bufferOf(length);
    FrameHeader.write(batch, frame);
    try {
      if (segments.open() == null) {
        reader.add(segments.start(clock.instant()));
      }
      segments.append(frame, length, batch.entries());
    } catch (IOException e) {
      throw disk.explain(e, length);
    }
    lastAppended = batch.number();
    idle = false;
  }

  private byte[] bufferOf(int length) {
    if (length > KEPT_BUFFER_BYTES) {
      return new byte[length];
    }
    if (buffer.length < length) {
      buffer = new byte[Math.min(KEPT_BUFFER_BYTES, 2 * length)];
    }
    return buffer;
  }

  private void releaseOutstanding() {
    for (Outstanding first = outstanding.peek();
        first != null && first.number() <= acknowledged;
        first = outstanding.peek()) {
      outstanding.remove();
      outstandingEntries -= first.entries();
      first.segment().release();
    }
  }

  private void expire() {
    Instant now = clock.instant();
    segments.all().forEach(segment -> segment.notInFuture(now));
    for (Segment oldest = reader.firstUnread();
        oldest != null && oldest.isOlderThan(settings.expiredAge(), now);
        oldest = reader.firstUnread()) {
      evict(oldest, DropReason.SPOOL_EXPIRED);
    }
  }

  private void seal() {
    segments.seal();
    removeDone();
  }

  private void sealIfDone() {
    Segment open = segments.open();
    if (open != null && open.isDone()) {
      seal();
    }
  }

  private void removeDone() {
    for (Segment done = segments.firstDone(); done != null; done = segments.firstDone()) {
      remove(done);
    }
  }

  /** The cursor goes first: what is removed must not be missed. */
  private void remove(Segment segment) {
    writeCursor();
    segments.remove(segment);
  }

  /**
   * When this fails, files are removed all the same, for on a full disk that is the way out. After
   * a crash, batches that were acknowledged are then sent once more, and the server knows them.
   */
  private void writeCursor() {
    if (acknowledged == writtenCursor || segments.isEmpty()) {
      return;
    }
    try {
      cursor.write(acknowledged);
      writtenCursor = acknowledged;
    } catch (IOException e) {
      listener.damaged(folder.cursor(), "It could not be written: " + e);
    }
  }

  private void syncOrReport() {
    try {
      segments.sync();
    } catch (IOException e) {
      listener.damaged(folder.path(), "What was appended could not be made durable: " + e);
    }
  }

  private void closeNumbers() {
    if (numbers == null) {
      return;
    }
    try (numbers) {
      numbers.write(lastNumber, true);
      numbers.sync();
    } catch (IOException e) {
      withdraw(numbers, e);
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
    entries = segments.unreadEntries() + outstandingEntries;
    bytes = smallFiles() + segments.bytes();
  }
}
