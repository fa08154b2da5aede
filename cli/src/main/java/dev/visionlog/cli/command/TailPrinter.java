package dev.visionlog.cli.command;

import dev.visionlog.cli.connection.Filters;
import dev.visionlog.cli.connection.LogSearch;
import dev.visionlog.cli.connection.Retries;
import dev.visionlog.cli.connection.RpcErrors;
import dev.visionlog.cli.output.Amounts;
import dev.visionlog.cli.output.DurationText;
import dev.visionlog.cli.output.EntryRenderer;
import dev.visionlog.cli.output.Json;
import dev.visionlog.cli.output.SafeText;
import dev.visionlog.cli.tailing.TailListener;
import dev.visionlog.v1.ExtraFormat;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.TailGap;
import dev.visionlog.v1.TailLogsResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints a tail: entries and gaps on standard output, the state of the connection on standard
 * error.
 */
final class TailPrinter implements TailListener {
  private final Session session;
  private final String filter;
  private final EntryRenderer renderer;
  private final boolean json;
  private final boolean fillGaps;
  private final long count;
  private final LogSearch search;
  private long printed;
  private boolean wasConnected;

  /**
   * @param count how many entries to print; 0 for no end
   */
  TailPrinter(
      Session session,
      String filter,
      EntryRenderer renderer,
      boolean json,
      boolean fillGaps,
      long count) {
    this.session = session;
    this.filter = filter;
    this.renderer = renderer;
    this.json = json;
    this.fillGaps = fillGaps;
    this.count = count;
    Retries retries =
        new Retries(
            session.interruption(),
            session.backoff(),
            (error, delay) -> disconnected(RpcErrors.describe(error, session.server()), delay));
    this.search =
        new LogSearch(
            request -> retries.call(() -> session.connection().logs().listLogs(request)),
            session.interruption());
  }

  /** Lists and prints, oldest first, what a tail does not bring. */
  void fetch(ListLogsRequest request) {
    ListLogsRequest oldestFirst =
        request.toBuilder()
            .setOrderBy("time asc")
            .setExtraFormat(ExtraFormat.EXTRA_FORMAT_JSON)
            .build();
    search.run(
        oldestFirst,
        count == 0 ? 0 : Math.max(1, count - printed),
        page -> entries(page.getEntriesList()));
  }

  @Override
  public void entries(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      if (!isDone()) {
        session.out().line(renderer.render(entry));
        printed++;
      }
    }
    session.out().flush();
  }

  @Override
  public void gap(TailLogsResponse answer) {
    TailGap gap = answer.getGap();
    String missing =
        "position >= " + gap.getFromPosition() + " AND position <= " + gap.getToPosition();
    String query = Filters.and(filter, missing);
    if (fillGaps) {
      session.notices().info(text(gap) + " Fetching them.");
      fetch(ListLogsRequest.newBuilder().setFilter(query).build());
      return;
    }
    session
        .out()
        .line(json ? Json.line(answer.toBuilder().clearEntries().build()) : gapLine(gap, query));
    session.out().flush();
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
    String command = "visionlog query --order asc --limit 0 " + Filters.shellQuote(query);
    return session.colors().alarm("--- GAP: " + text(gap) + " Fetch them with: ")
        + SafeText.oneLine(command);
  }

  private static String text(TailGap gap) {
    return Amounts.entries(gap.getMatchedCount())
        + " from position "
        + gap.getFromPosition()
        + " to "
        + gap.getToPosition()
        + (gap.getMatchedCount() == 1 ? " was" : " were")
        + " left out because this tail read too slowly.";
  }
}
