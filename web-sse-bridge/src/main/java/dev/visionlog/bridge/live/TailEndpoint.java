package dev.visionlog.bridge.live;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.visionlog.bridge.http.Callers;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.upstream.Caller;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A live tail for a browser, such as {@code GET /api/logs/tail} with whole entries and {@code GET
 * /api/logs/events} with compact ones. That of whole log entries also says which levels are wanted.
 */
public final class TailEndpoint implements HttpService {
  private static final int MAX_BACKLOG = 10_000;
  private static final String LAST_EVENT_ID = "last-event-id";

  private final TailFeeds feeds;
  private final SettingsWatches settings;
  private final TailTimings timings;
  private final TailKind kind;

  public TailEndpoint(
      TailKind kind, TailFeeds feeds, SettingsWatches settings, TailTimings timings) {
    this.kind = kind;
    this.feeds = feeds;
    this.settings = settings;
    this.timings = timings;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Resume resume = resume(context, request);
    Caller caller = Callers.of(request);
    context.clearRequestTimeout();
    HttpResponseWriter response = HttpResponse.streaming();
    TailStream stream = new TailStream(context, response, feeds, caller, kind, timings, resume);
    context.eventLoop().withoutContext().execute(stream::start);
    if (kind == TailKind.LOGS) {
      Runnable leave = settings.follow(caller, stream::settings);
      response
          .whenComplete()
          .handle(
              (nothing, gone) -> {
                leave.run();
                return null;
              });
    }
    return response;
  }

  private static Resume resume(ServiceRequestContext context, HttpRequest request) {
    Parameters parameters =
        Parameters.of(context.queryParams(), Set.of("filter", "backlog", "after"));
    String filter = parameters.text("filter").orElse("");
    OptionalLong after =
        lastEventId(request).orElseGet(() -> parameters.number("after", 0, Long.MAX_VALUE));
    int backlog = parameters.integer("backlog", 0, MAX_BACKLOG).orElse(0);
    return new Resume(filter, after, after.isPresent() ? 0 : backlog);
  }

  /** What a browser sends that connects again: it comes before the address, which never changes. */
  private static Optional<OptionalLong> lastEventId(HttpRequest request) {
    String id = request.headers().get(LAST_EVENT_ID);
    if (id == null || id.isBlank()) {
      return Optional.empty();
    }
    try {
      long position = Long.parseLong(id.strip());
      if (position >= 0) {
        return Optional.of(OptionalLong.of(position));
      }
    } catch (NumberFormatException noNumber) {
      // Told below.
    }
    throw HttpError.badField(
            "Last-Event-ID", "Invalid Last-Event-ID '" + id + "'. Must be the id of an event")
        .exception();
  }
}
