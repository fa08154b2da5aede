package dev.visionlog.server.service;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterParser;
import dev.visionlog.server.filter.FilterSchema;
import dev.visionlog.server.filter.FilterTerms;
import dev.visionlog.server.model.Level;
import dev.visionlog.server.store.EntryKey;
import dev.visionlog.server.store.EntrySearch;
import dev.visionlog.v1.ListLogsRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a ListLogs call asks for, checked. */
record SearchRequest(
    Filter filter, boolean newestFirst, int pageSize, int page, Optional<EntryKey> after) {
  private static final int DEFAULT_PAGE = 50;
  private static final int MAX_PAGE = 1_000;
  private static final int MAX_REACH = 100_000;

  static SearchRequest of(ListLogsRequest request) {
    Filter filter = filter(request);
    boolean newestFirst = newestFirst(request.getOrderBy());
    int pageSize = Calls.pageSize(request.getPageSize(), DEFAULT_PAGE, MAX_PAGE);
    int page = page(request, pageSize);
    Optional<EntryKey> after =
        request.getPageToken().isEmpty()
            ? Optional.empty()
            : Optional.of(PageToken.read(request.getPageToken(), identity(filter, newestFirst)));
    return new SearchRequest(filter, newestFirst, pageSize, page, after);
  }

  EntrySearch search(Duration budget) {
    return new EntrySearch(filter, newestFirst, after, (page - 1) * pageSize, pageSize, budget);
  }

  String token(EntryKey next) {
    return PageToken.write(next, identity(filter, newestFirst));
  }

  private static String identity(Filter filter, boolean newestFirst) {
    return (newestFirst ? "desc " : "asc ") + Filter.canonical(filter);
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

  private static int page(ListLogsRequest request, int pageSize) {
    if (!request.hasPage()) {
      return 1;
    }
    if (!request.getPageToken().isEmpty()) {
      throw ApiErrors.badField("page", "is set together with page_token; set one of the two");
    }
    if (request.getPage() < 1) {
      throw ApiErrors.badField("page", request.getPage() + " is not allowed; pages start at 1");
    }
    if ((long) request.getPage() * pageSize > MAX_REACH) {
      throw ApiErrors.badField(
          "page",
          request.getPage()
              + " of "
              + pageSize
              + " entries lies beyond the first "
              + MAX_REACH
              + "; go on with page_token instead, or narrow the filter");
    }
    return request.getPage();
  }

  private static Filter filter(ListLogsRequest request) {
    List<Filter> terms = new ArrayList<>();
    terms.add(FilterParser.parse(request.getFilter(), FilterSchema.LOGS));
    if (request.getLevelValue() != 0) {
      terms.add(FilterTerms.level(level("level", request.getLevelValue())));
    }
    if (!request.getSource().isEmpty()) {
      terms.add(FilterTerms.source(request.getSource()));
    }
    if (request.hasCameraId()) {
      terms.add(FilterTerms.cameraId(request.getCameraId()));
    }
    if (!request.getSearch().isEmpty()) {
      terms.add(FilterTerms.search(request.getSearch()));
    }
    if (request.hasStart()) {
      terms.add(FilterTerms.timeFrom(Times.instant("start", request.getStart())));
    }
    if (request.hasEnd()) {
      terms.add(FilterTerms.timeBefore(Times.instant("end", request.getEnd())));
    }
    return Filter.and(terms.toArray(Filter[]::new));
  }

  static Level level(String field, int number) {
    return Level.ofNumber(number)
        .orElseThrow(() -> ApiErrors.badField(field, Level.invalid(String.valueOf(number))));
  }
}
