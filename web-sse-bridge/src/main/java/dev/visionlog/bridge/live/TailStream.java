package dev.visionlog.bridge.live;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.upstream.Caller;
import dev.visionlog.v1.Settings;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One browser's live tail. What came before it began it fetches from the server by a tail of its
 * own, which is asked for more only when the browser's socket has taken what there was; as soon as
 * it has caught up with the feed that all browsers share, it goes on with that. So a browser that
 * reads slowly, or not at all, holds one message. When the server goes away, the browser is told,
 * and the tail goes on where it was as soon as the server is back.
 *
 * <p>Everything happens on the request's event loop.
 */
final class TailStream implements ResumingTail.Listener, TailFeed.Reader {
  private static final int RETRY_MILLISECONDS = 2_000;

  /**
   * About so much is handed to a socket at once. With 64 KB, a thousand browsers that were behind
   * held 240 MB in buffers.
   */
  private static final int WRITE_BYTES = 16 * 1024;

  private static final ResponseHeaders HEADERS =
      ResponseHeaders.builder(HttpStatus.OK)
          .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8")
          .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
          .set("x-accel-buffering", "no")
          .build();

  private final EventLoop loop;
  private final HttpResponseWriter response;
  private final TailFeeds feeds;
  private final TailFeeds.Key key;
  private final TailTimings timings;
  private final Resume start;
  private final TailFeed feed;
  private final AtomicBoolean woken = new AtomicBoolean();

  private @Nullable ResumingTail own;
  private Optional<HttpError> ownAway = Optional.empty();
  private @Nullable FeedMark place;
  private SseFrame frame = new SseFrame();
  private long position = -1;
  private @Nullable Settings threshold;
  private boolean begun;
  private boolean away;
  private boolean writing;
  private boolean closing;
  private long lastProgress = System.nanoTime();
  private long lastWrite = System.nanoTime();

  TailStream(
      ServiceRequestContext context,
      HttpResponseWriter response,
      TailFeeds feeds,
      Caller caller,
      TailKind kind,
      TailTimings timings,
      Resume start) {
    this.loop = context.eventLoop().withoutContext();
    this.response = response;
    this.feeds = feeds;
    this.key = new TailFeeds.Key(caller, start.filter(), kind);
    this.timings = timings;
    this.start = start;
    this.feed = feeds.join(key, this);
  }

  /** Starts it. It ends with the response. */
  void start() {
    Future<?> firstWord =
        loop.schedule(this::keepWaiting, timings.firstWord().toNanos(), TimeUnit.NANOSECONDS);
    long tick = timings.tick().toNanos();
    Future<?> clock = loop.scheduleAtFixedRate(this::tick, tick, tick, TimeUnit.NANOSECONDS);
    response
        .whenComplete()
        .handleAsync(
            (nothing, gone) -> {
              firstWord.cancel(false);
              clock.cancel(false);
              end();
              return null;
            },
            loop);
    start.after().ifPresent(this::follow);
    if (place == null && (start.after().isPresent() || start.backlog() > 0)) {
      own = new ResumingTail(feeds.source(key), start, loop, this);
      own.start();
      own.next();
    }
    pump();
  }

  private void end() {
    closing = true;
    feeds.leave(key, feed, this);
    endOwn();
  }

  private void endOwn() {
    if (own != null) {
      own.cancel();
      own = null;
    }
  }

  /** Tells the browser what is wanted now. For any thread. */
  void settings(Settings settings) {
    loop.execute(
        () -> {
          threshold = settings;
          pump();
        });
  }

  @Override
  public void wake() {
    if (!woken.getAndSet(true)) {
      loop.execute(
          () -> {
            woken.set(false);
            pump();
          });
    }
  }

  @Override
  public void message(TailMessage message) {
    ownAway = Optional.empty();
    begin();
    message.events().forEach(event -> event.writeTo(frame));
    message.gap().ifPresent(gap -> StreamEvents.gap(gap, frame));
    reached(message.position());
    pump();
  }

  @Override
  public void away(HttpError why) {
    ownAway = Optional.of(why);
    pump();
  }

  @Override
  public void refused(HttpError why) {
    own = null;
    refuse(why);
  }

  /** The browser has everything up to here, or will have it with the next write. */
  private void reached(long newPosition) {
    boolean first = position < 0;
    position = newPosition;
    if (first) {
      begin();
      // Whoever has to connect again before the first entry needs a place to resume from.
      StreamEvents.ping(position, away, frame);
    }
  }

  /** Goes on with the shared feed, if that reaches back far enough. */
  private void follow(long from) {
    feed.join(from)
        .ifPresent(
            joined -> {
              place = joined;
              endOwn();
              reached(from);
            });
  }

  /** Writes what there is, if the browser has taken what was written before. */
  private void pump() {
    if (writing || closing) {
      return;
    }
    if (own == null && feed.refused().isPresent()) {
      refuse(feed.refused().get());
      return;
    }
    join();
    tellState();
    byte[] next = begun ? gather() : new byte[0];
    if (next.length > 0) {
      write(HttpData.wrap(next));
    } else if (own != null) {
      own.next();
    }
  }

  private void join() {
    if (place == null && position >= 0) {
      follow(position);
    } else if (place == null && own == null) {
      feed.head().ifPresent(head -> follow(head.position()));
    }
  }

  private void tellState() {
    Optional<HttpError> gone = place != null || own == null ? feed.away() : ownAway;
    if (gone.isPresent() && !away) {
      goneAway(gone.get().message());
    } else if (gone.isEmpty() && away && position >= 0) {
      away = false;
      StreamEvents.back(frame);
    }
  }

  /** What the stream has to say of its own comes first; what is shared is not copied. */
  private byte[] gather() {
    if (threshold != null) {
      StreamEvents.threshold(threshold, frame);
      threshold = null;
    }
    if (frame.size() > 0) {
      byte[] own = frame.toBytes();
      frame = new SseFrame();
      return own;
    }
    if (place == null) {
      return new byte[0];
    }
    TailFeed.Delivery delivery = feed.read(place, WRITE_BYTES);
    place = delivery.end();
    position = place.position();
    if (delivery.skipped() > 0) {
      feeds.meters().gap(delivery.skipped());
    }
    return delivery.bytes();
  }

  private void write(HttpData data) {
    if (response.tryWrite(data)) {
      writing = true;
      lastWrite = System.nanoTime();
      lastProgress = lastWrite;
      response.whenConsumed().thenRunAsync(this::consumed, loop);
    }
  }

  private void consumed() {
    writing = false;
    lastProgress = System.nanoTime();
    pump();
  }

  private void begin() {
    if (!begun && response.tryWrite(HEADERS)) {
      begun = true;
      frame.retry(RETRY_MILLISECONDS);
    }
  }

  /** An error as the answer, or, in an answer that has begun, as the last event. */
  private void refuse(HttpError error) {
    closing = true;
    if (begun) {
      StreamEvents.error(error, frame);
      response.write(HttpData.wrap(frame.toBytes()));
      response.close();
    } else {
      Envelope.error(error, response);
    }
  }

  private void keepWaiting() {
    if (!begun) {
      goneAway("The Visionlog server has not answered yet");
      pump();
    }
  }

  private void goneAway(String reason) {
    begin();
    away = true;
    StreamEvents.away(reason, frame);
  }

  private void tick() {
    long now = System.nanoTime();
    if (writing && now - lastProgress > timings.stall().toNanos()) {
      feeds.meters().stalled();
      response.abort(new StalledBrowserException());
    } else if (begun && !writing && now - lastWrite >= timings.ping().toNanos()) {
      StreamEvents.ping(position, away, frame);
      pump();
    }
  }
}
