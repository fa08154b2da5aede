package dev.visionlog.cli.connection;

import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.ListLogsResponse;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A search page by page, until the limit or the end: also over pages that the server could not fill
 * in time. For one thread.
 */
public final class LogSearch {
  private static final int LARGEST_PAGE = 1000;

  private final Call call;
  private final Interruption interruption;

  /** One call of ListLogs, with whatever retries its owner wants. */
  public interface Call extends Function<ListLogsRequest, ListLogsResponse> {}

  public LogSearch(Call call, Interruption interruption) {
    this.call = call;
    this.interruption = interruption;
  }

  /**
   * Hands over each page as it comes, empty ones too.
   *
   * @param limit how many entries at most; 0 for all
   * @return how many entries came
   */
  public long run(ListLogsRequest first, long limit, Consumer<ListLogsResponse> pages) {
    long found = 0;
    UnaryOperator<ListLogsRequest.Builder> next = builder -> builder;
    while (true) {
      interruption.check();
      ListLogsRequest.Builder request = next.apply(first.toBuilder());
      ListLogsResponse page = call.apply(request.setPageSize(pageSize(limit, found)).build());
      pages.accept(page);
      found += page.getEntriesCount();
      if (page.getNextPageToken().isEmpty() || (limit > 0 && found >= limit)) {
        return found;
      }
      next = following(page.getNextPageToken());
    }
  }

  /** The same search from the token on; a page's number is no part of it. */
  private static UnaryOperator<ListLogsRequest.Builder> following(String token) {
    return builder -> builder.clearPage().setPageToken(token);
  }

  private static int pageSize(long limit, long found) {
    return limit == 0 ? LARGEST_PAGE : (int) Math.min(LARGEST_PAGE, limit - found);
  }
}
