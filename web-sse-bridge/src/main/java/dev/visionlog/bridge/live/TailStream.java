package dev.visionlog.bridge.live;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.bridge.http.GrpcErrors;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.v1.LogServiceGrpc.LogServiceStub;
import dev.visionlog.v1.Settings;
import dev.visionlog.v1.TailLogsResponse;
import io.grpc.Status;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One browser's live tail. It asks the server for more only when the browser's socket has taken
 * what there was, so that a browser that reads slowly, or not at all, holds one message and what
 * gRPC has ahead for it. When the server goes away, the browser is told, and the tail goes on where
 * it was as soon as the server is back.
 *
 * <p>Everything happens on the request's event loop.
 */
final class TailStream implements TailCall.Listener {
  private static final int RETRY_MILLISECONDS = 2_000;

  private static final ResponseHeaders HEADERS =
      ResponseHeaders.builder(HttpStatus.OK)
          .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8")
          .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
          .set("x-accel-buffering", "no")
          .build();

  private final EventLoop loop;
  private final HttpResponseWriter response;
  private final Supplier<LogServiceStub> logs;
  private final TailEvents events;
  private final TailTimings timings;
  private final Backoff backoff = new Backoff();

  private Resume resume;
  private @Nullable TailCall call;
  private SseFrame frame = new SseFrame();
  private long position = -1;
  private @Nullable Settings threshold;
  private boolean begun;
  private boolean away;
  private boolean writing;
  private boolean awaitsNext;
  private long lastProgress = System.nanoTime();
  private long lastWrite = System.nanoTime();

  TailStream(
      ServiceRequestContext context,
      HttpResponseWriter response,
      Supplier<LogServiceStub> logs,
      TailEvents events,
      TailTimings timings,
      Resume resume) {
    this.loop = context.eventLoop().withoutContext();
    this.response = response;
    this.logs = logs;
    this.events = events;
    this.timings = timings;
    this.resume = resume;
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
              if (call != null) {
                call.cancel();
              }
              return null;
            },
            loop);
    open();
  }

  /** Tells the browser what is wanted now. For any thread. */
  void settings(Settings settings) {
    loop.execute(
        () -> {
          threshold = settings;
          if (begun) {
            pump();
          }
        });
  }

  private void open() {
    if (response.isOpen()) {
      call = new TailCall(logs.get(), resume.request(), loop, this);
      awaitsNext = true;
      askForNext();
    }
  }

  @Override
  public void message(TailLogsResponse message) {
    backoff.reset();
    begin();
    back();
    boolean first = position < 0;
    position = message.getPosition();
    resume = resume.after(position);
    events.entries(message.getEntriesList(), frame);
    if (message.hasGap()) {
      events.gap(message.getGap(), frame);
    }
    if (first) {
      // A browser that has to connect again before the first entry needs a place to resume from.
      ping();
    }
    awaitsNext = true;
    pump();
  }

  @Override
  public void ended(Throwable error) {
    call = null;
    if (isLasting(Status.fromThrowable(error))) {
      refuse(GrpcErrors.of(error));
    } else {
      begin();
      goneAway(GrpcErrors.of(error).message());
      loop.schedule(this::open, backoff.next().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Whether the same call would fail again. */
  private static boolean isLasting(Status status) {
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, OUT_OF_RANGE, UNAUTHENTICATED, PERMISSION_DENIED, UNIMPLEMENTED ->
          true;
      default -> false;
    };
  }

  /** An error as the answer, or, in an answer that has begun, as the last event. */
  private void refuse(HttpError error) {
    if (begun) {
      frame.event(
          "error",
          json -> {
            json.writeStartObject();
            Envelope.fields(error, json);
            json.writeEndObject();
          });
      response.write(frame.toData());
      response.close();
    } else {
      Envelope.error(error)
          .aggregate()
          .thenAccept(
              whole -> {
                response.write(whole.headers());
                response.write(whole.content());
                response.close();
              });
    }
  }

  private void keepWaiting() {
    if (!begun) {
      begin();
      goneAway("The Visionlog server has not answered yet");
    }
  }

  private void begin() {
    if (!begun && response.tryWrite(HEADERS)) {
      begun = true;
      frame.retry(RETRY_MILLISECONDS);
    }
  }

  private void goneAway(String reason) {
    if (!away) {
      away = true;
      server("away", reason);
      pump();
    }
  }

  private void back() {
    if (away) {
      away = false;
      server("back", "");
    }
  }

  private void server(String state, String reason) {
    frame.event(
        "server",
        json -> {
          json.writeStartObject();
          json.writeStringField("state", state);
          if (!reason.isEmpty()) {
            json.writeStringField("message", reason);
          }
          json.writeEndObject();
        });
  }

  private void tick() {
    long now = System.nanoTime();
    if (writing && now - lastProgress > timings.stall().toNanos()) {
      response.abort(new StalledBrowserException());
    } else if (begun && !writing && now - lastWrite >= timings.ping().toNanos()) {
      ping();
      pump();
    }
  }

  private void ping() {
    SseFrame.Data data =
        json -> {
          json.writeStartObject();
          json.writeStringField("time", Instant.now().toString());
          json.writeStringField("server", away ? "away" : "back");
          json.writeEndObject();
        };
    if (position < 0) {
      frame.event("ping", data);
    } else {
      frame.event("ping", position, data);
    }
  }

  /** Writes what there is, if the browser has taken what was written before. */
  private void pump() {
    if (writing) {
      return;
    }
    if (threshold != null) {
      frame.event("threshold", new ThresholdData(threshold));
      threshold = null;
    }
    if (!frame.isEmpty()) {
      write(frame.toData());
      frame = new SseFrame();
    } else {
      askForNext();
    }
  }

  private void askForNext() {
    if (awaitsNext && !writing && call != null) {
      awaitsNext = false;
      call.next();
    }
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
}
