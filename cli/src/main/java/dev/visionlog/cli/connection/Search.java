package dev.visionlog.cli.connection;

import java.util.function.Consumer;

/**
 * A search page by page, until the limit or the end: also over pages that the server could not fill
 * in time. For one thread.
 *
 * @param <E> what is searched for
 */
public final class Search<E> {
  private static final int LARGEST_PAGE = 1000;

  private final Pages<E> pages;
  private final Interruption interruption;

  /** One call for a page, with whatever retries its owner wants. */
  public interface Pages<E> {
    /**
     * @param token where the page begins; empty for the first one
     */
    Page<E> page(int size, String token);
  }

  public Search(Pages<E> pages, Interruption interruption) {
    this.pages = pages;
    this.interruption = interruption;
  }

  /**
   * Hands over each page as it comes, empty ones too.
   *
   * @param limit how many at most; 0 for all
   * @return how many came
   */
  public long run(long limit, Consumer<Page<E>> taker) {
    long found = 0;
    String token = "";
    do {
      interruption.check();
      Page<E> page = pages.page(pageSize(limit, found), token);
      taker.accept(page);
      found += page.found().size();
      token = page.nextToken();
    } while (!token.isEmpty() && (limit == 0 || found < limit));
    return found;
  }

  private static int pageSize(long limit, long found) {
    return limit == 0 ? LARGEST_PAGE : (int) Math.min(LARGEST_PAGE, limit - found);
  }
}
