package dev.visionlog.server.service;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.model.Entry;
import dev.visionlog.server.store.EntryKey;
import dev.visionlog.server.store.EntryPage;
import dev.visionlog.server.store.EntrySearch;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which page of a list a call asks for, checked.
 *
 * @param identity a text that is the same for equal searches
 */
record SearchRequest(
    Filter filter,
    boolean newestFirst,
    int pageSize,
    int page,
    Optional<EntryKey> after,
    String identity) {
  private static final int DEFAULT_PAGE = 50;
  private static final int MAX_PAGE = 1_000;
  private static final int MAX_REACH = 100_000;

  /**
   * What a request says about order and page.
   *
   * @param list what is listed: a token of one list is none of another
   * @param number of the page, from 1; empty for the first, or that of the token
   */
  record Page(String list, String orderBy, int size, String token, OptionalInt number) {}

  static SearchRequest of(Filter filter, Page asked) {
    boolean newestFirst = newestFirst(asked.orderBy());
    int pageSize = Calls.pageSize(asked.size(), DEFAULT_PAGE, MAX_PAGE);
    int page = page(asked, pageSize);
    String identity = asked.list() + (newestFirst ? " desc " : " asc ") + Filter.canonical(filter);
    Optional<EntryKey> after =
        asked.token().isEmpty()
            ? Optional.empty()
            : Optional.of(PageToken.read(asked.token(), identity));
    return new SearchRequest(filter, newestFirst, pageSize, page, after, identity);
  }

  EntrySearch search(Duration budget) {
    return new EntrySearch(filter, newestFirst, after, (page - 1) * pageSize, pageSize, budget);
  }

  /** What does not fit into one message comes with the next page. */
  <E extends Entry<E>> EntryPage<E> cut(EntryPage<E> found, int fitting) {
    if (fitting == found.entries().size()) {
      return found;
    }
    if (page > 1) {
      throw ApiErrors.badField(
          "page_size", pageSize + " of these entries are too large for one page; ask for fewer");
    }
    E last = found.entries().get(fitting - 1);
    return new EntryPage<>(
        found.entries().subList(0, fitting),
        Optional.of(new EntryKey(last.time(), last.id())),
        Optional.empty());
  }

  String token(EntryKey next) {
    return PageToken.write(next, identity);
  }

  private static boolean newestFirst(String orderBy) {
    return switch (orderBy.strip().replaceAll("\\s+", " ")) {
      case "", "time desc" -> true;
      case "time", "time asc" -> false;
      default ->
          throw ApiErrors.badField(
              "order_by",
              "'" + orderBy + "' is not possible; 'time desc', 'time asc' and 'time' are");
    };
  }

  private static int page(Page asked, int pageSize) {
    if (asked.number().isEmpty()) {
      return 1;
    }
    if (!asked.token().isEmpty()) {
      throw ApiErrors.badField("page", "is set together with page_token; set one of the two");
    }
    int page = asked.number().getAsInt();
    if (page < 1) {
      throw ApiErrors.badField("page", page + " is not allowed; pages start at 1");
    }
    if ((long) page * pageSize > MAX_REACH) {
      throw ApiErrors.badField(
          "page",
          page
              + " of "
              + pageSize
              + " entries lies beyond the first "
              + MAX_REACH
              + "; go on with page_token instead, or narrow the filter");
    }
    return page;
  }
}
