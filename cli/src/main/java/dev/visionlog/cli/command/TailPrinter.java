package dev.visionlog.cli.command;

import com.google.protobuf.Timestamp;
import dev.visionlog.cli.connection.Filters;
import dev.visionlog.cli.connection.Retries;
import dev.visionlog.cli.connection.RpcErrors;
import dev.visionlog.cli.connection.Search;
import dev.visionlog.cli.output.DurationText;
import dev.visionlog.cli.output.Json;
import dev.visionlog.cli.output.Renderer;
import dev.visionlog.cli.output.SafeText;
import dev.visionlog.cli.tailing.TailListener;
import dev.visionlog.cli.tailing.Tailed;
import dev.visionlog.v1.TailGap;
import dev.visionlog.v1.TailLogsResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints a tail: what comes and gaps on standard output, the state of the connection on standard
 * error.
 *
 * @param <E> what comes
 */
final class TailPrinter<E> implements TailListener<E> {
  private final Session session;
  private final Tailed<E> tailed;
  private final String filter;
  private final Renderer<E> renderer;
  private final boolean json;
  private final boolean fillGaps;
  private final long count;
  private final Retries retries;
  private long printed;
  private boolean wasConnected;

  /**
   * @param count how many to print; 0 for no end
   */
  TailPrinter(
      Session session,
      Tailed<E> tailed,
      String filter,
      Renderer<E> renderer,
      boolean json,
      boolean fillGaps,
      long count) {
    this.session = session;
    this.tailed = tailed;
    this.filter = filter;
    this.renderer = renderer;
    this.json = json;
    this.fillGaps = fillGaps;
    this.count = count;
    this.retries =
        new Retries(
            session.interruption(),
            session.backoff(),
            (error, delay) -> disconnected(RpcErrors.describe(error, session.server()), delay));
  }

  /** Lists and prints, oldest first, what a tail does not bring. */
  void fetch(String missing, @Nullable Timestamp start) {
    Search.Pages<E> pages = tailed.history(missing, start);
    new Search<E>(
            (size, token) -> retries.call(() -> pages.page(size, token)), session.interruption())
        .run(count == 0 ? 0 : Math.max(1, count - printed), page -> items(page.found()));
  }

  @Override
  public void items(List<E> items) {
    for (E item : items) {
      if (!isDone()) {
        session.out().line(renderer.render(item));
        printed++;
      }
    }
    session.out().flush();
  }

  @Override
  public void gap(TailGap gap, long position) {
    String missing =
        "position >= " + gap.getFromPosition() + " AND position <= " + gap.getToPosition();
    String query = Filters.and(filter, missing);
    if (fillGaps) {
      session.notices().info(text(gap) + " Fetching them.");
      fetch(query, null);
      return;
    }
    session.out().line(json ? jsonGap(gap, position) : gapLine(gap, query));
    session.out().flush();
  }

  /** The same for everything that can be followed. */
  private static String jsonGap(TailGap gap, long position) {
    return Json.line(TailLogsResponse.newBuilder().setGap(gap).setPosition(position).build());
  }

  @Override
  public void connected(@Nullable Long position) {
    String where = position == null ? "" : ", going on after position " + position;
    session
        .notices()
        .info((wasConnected ? "Connected again to " : "Connected to ") + session.server() + where);
    wasConnected = true;
  }

  @Override
  public void disconnected(String reason, Duration delay) {
    String state = wasConnected ? "Connection lost: " : "Not connected: ";
    session
        .notices()
        .info(state + SafeText.oneLine(reason) + "; trying again in " + DurationText.format(delay));
  }

  @Override
  public boolean isDone() {
    return count > 0 && printed >= count;
  }

  private String gapLine(TailGap gap, String query) {
    String command = tailed.command() + " --order asc --limit 0 " + Filters.shellQuote(query);
    return session.colors().alarm("--- GAP: " + text(gap) + " Fetch them with: ")
        + SafeText.oneLine(command);
  }

  private String text(TailGap gap) {
    return tailed.amount(gap.getMatchedCount())
        + " from position "
        + gap.getFromPosition()
        + " to "
        + gap.getToPosition()
        + (gap.getMatchedCount() == 1 ? " was" : " were")
        + " left out because this tail read too slowly.";
  }
}
