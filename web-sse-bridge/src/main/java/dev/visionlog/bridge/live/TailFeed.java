package dev.visionlog.bridge.live;

import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.v1.TailGap;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One live tail of the server for all browsers that look at the same: each entry comes once and is
 * rendered once, and lies for a while in a bounded buffer, from which the browsers take it at their
 * own pace. A browser that is too slow for the buffer gets a gap.
 *
 * <p>One thread writes, that of its executor; any thread reads.
 */
final class TailFeed implements ResumingTail.Listener {
  /** A browser is told of more at most so often for each browser that there is … */
  private static final Duration PAUSE_FOR_EACH = Duration.ofNanos(100_000);

  /** … and at least so often. */
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  /**
   * Told when there is more to read, and of changes. May be called by any thread; may not block.
   */
  interface Reader {
    void wake();
  }

  private final LongSupplier limitBytes;
  private final ScheduledExecutorService executor;
  private final ResumingTail tail;
  private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
  private final ConcurrentSkipListMap<Long, FeedChunk> chunks = new ConcurrentSkipListMap<>();
  private volatile @Nullable FeedMark floor;
  private volatile @Nullable FeedMark head;
  private volatile @Nullable Latest latest;
  private volatile Optional<HttpError> away = Optional.empty();
  private volatile Optional<HttpError> refused = Optional.empty();

  // Below: only the executor's thread.
  private long bytes;
  private long lastTold = System.nanoTime();
  private boolean telling;

  /**
   * @param limitBytes how large its buffer may be now
   */
  TailFeed(
      ResumingTail.Source source,
      String filter,
      LongSupplier limitBytes,
      ScheduledExecutorService executor) {
    this.limitBytes = limitBytes;
    this.executor = executor;
    this.tail =
        new ResumingTail(source, new Resume(filter, OptionalLong.empty(), 0), executor, this);
  }

  void start() {
    executor.execute(
        () -> {
          tail.start();
          tail.next();
        });
  }

  void close() {
    executor.execute(tail::cancel);
  }

  void add(Reader reader) {
    readers.add(reader);
  }

  void remove(Reader reader) {
    readers.remove(reader);
  }

  boolean isRead() {
    return !readers.isEmpty();
  }

  /** Why nothing comes for the moment. */
  Optional<HttpError> away() {
    return away;
  }

  /** Why nothing will ever come. */
  Optional<HttpError> refused() {
    return refused;
  }

  /** The newest place; empty until the server has answered for the first time. */
  Optional<FeedMark> head() {
    return Optional.ofNullable(head);
  }

  /**
   * The place of a reader that has everything up to a position. Empty if that lies too far back, or
   * ahead: how many entries the reader has and the feed has not could not be told, should they be
   * dropped.
   */
  Optional<FeedMark> join(long position) {
    FeedMark end = head;
    if (end == null || position > end.position()) {
      return Optional.empty();
    }
    for (FeedChunk chunk : chunks.values()) {
      if (chunk.end().position() > position) {
        return isDropped(position) ? Optional.empty() : Optional.of(chunk.placeAfter(position));
      }
    }
    return isDropped(position) ? Optional.empty() : Optional.of(end);
  }

  /**
   * Whether something after a position has been dropped. To be asked after the chunks were looked
   * at: one that was gone by then must not be passed over without a word.
   */
  private boolean isDropped(long position) {
    FeedMark start = floor;
    return start == null || position < start.position();
  }

  /**
   * What follows a place.
   *
   * @param end the place behind it
   * @param skipped how many entries its gaps leave out
   */
  record Delivery(byte[] bytes, FeedMark end, long skipped) {}

  /** What was read last. It holds as long as the head stays. */
  private record Latest(FeedMark from, int aboutBytes, FeedMark head, Delivery delivery) {}

  /**
   * Takes what follows a place, about as many bytes as given and at least one event if there is
   * one. Whoever reads from the same place meanwhile gets the same bytes, which nobody may change.
   */
  Delivery read(FeedMark from, int aboutBytes) {
    FeedMark end = head;
    Latest last = latest;
    if (end == null) {
      return new Delivery(new byte[0], from, 0);
    }
    if (last != null
        && last.head().equals(end)
        && last.from().equals(from)
        && last.aboutBytes() == aboutBytes) {
      return last.delivery();
    }
    Delivery delivery = gather(from, aboutBytes);
    latest = new Latest(from, aboutBytes, end, delivery);
    return delivery;
  }

  private Delivery gather(FeedMark from, int aboutBytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FeedMark at = from;
    long skipped = 0;
    while (out.size() < aboutBytes) {
      FeedChunk next = chunks.get(at.chunk() + 1);
      if (next == null) {
        FeedMark start = floor;
        if (start == null || at.chunk() >= start.chunk()) {
          break;
        }
        skipped += tellSkipped(at, start, out);
        at = start.atLeast(at.position());
      } else {
        int offset = next.offsetAfter(at.position());
        int end = next.endWithin(offset, aboutBytes - out.size());
        out.write(next.bytes(), offset, end - offset);
        at = end == next.bytes().length ? next.end().atLeast(at.position()) : next.placeAt(end);
      }
    }
    return new Delivery(out.toByteArray(), upToDate(at), skipped);
  }

  /**
   * Tells of what has been dropped from the buffer before this reader took it; returns how much.
   */
  private long tellSkipped(FeedMark from, FeedMark start, ByteArrayOutputStream out) {
    long missed = start.position() > from.position() ? start.entries() - from.entries() : 0;
    if (missed > 0) {
      SseFrame frame = new SseFrame();
      StreamEvents.gap(
          TailGap.newBuilder()
              .setFromPosition(from.position() + 1)
              .setToPosition(start.position())
              .setMatchedCount(missed)
              .build(),
          frame);
      out.writeBytes(frame.toBytes());
    }
    return missed;
  }

  /** At the end of the feed, a reader has also what did not match. */
  private FeedMark upToDate(FeedMark at) {
    FeedMark end = head;
    return end != null && end.chunk() == at.chunk() ? at.atLeast(end.position()) : at;
  }

  @Override
  public void message(TailMessage message) {
    away = Optional.empty();
    FeedMark end = head;
    if (end == null) {
      FeedMark first = new FeedMark(0, message.position(), 0);
      floor = first;
      head = first;
    } else if (message.events().isEmpty() && message.gap().isEmpty()) {
      head = end.atLeast(message.position());
    } else {
      append(FeedChunk.of(message, end));
    }
    tail.next();
    tellSoon();
  }

  private void append(FeedChunk chunk) {
    chunks.put(chunk.end().chunk(), chunk);
    bytes += chunk.bytes().length;
    head = chunk.end();
    while (bytes > limitBytes.getAsLong() && chunks.size() > 1) {
      FeedChunk oldest = chunks.firstEntry().getValue();
      // The floor first: who finds the chunk gone sees why.
      floor = oldest.end();
      chunks.remove(oldest.end().chunk());
      bytes -= oldest.bytes().length;
    }
  }

  @Override
  public void away(HttpError why) {
    away = Optional.of(why);
    tell();
  }

  @Override
  public void refused(HttpError why) {
    refused = Optional.of(why);
    tell();
  }

  /** The more readers there are, the more entries each of them gets at once. */
  private void tellSoon() {
    long pause = Math.min(LONGEST_PAUSE.toNanos(), PAUSE_FOR_EACH.toNanos() * (readers.size() - 1));
    long left = lastTold + pause - System.nanoTime();
    if (left <= 0) {
      tell();
    } else if (!telling) {
      telling = true;
      executor.schedule(this::tell, left, TimeUnit.NANOSECONDS);
    }
  }

  private void tell() {
    telling = false;
    lastTold = System.nanoTime();
    readers.forEach(Reader::wake);
  }
}
