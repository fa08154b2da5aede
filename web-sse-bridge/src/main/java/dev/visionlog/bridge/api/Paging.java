package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.ListPredictionsRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * Which part of the entries: a page by its number, as people ask, or what follows a token, as
 * programs do.
 *
 * @param page from 1; not used with a token
 * @param counted whether to count all that there are
 */
record Paging(int page, int limit, Optional<String> token, boolean counted) {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1_000;
  private static final int MAX_PAGE = 100_000;

  static Paging of(Parameters parameters) {
    Optional<String> token = parameters.text("page_token");
    if (token.isPresent() && parameters.text("page").isPresent()) {
      throw HttpError.badField("page", "page and page_token exclude each other; leave one out")
          .exception();
    }
    return new Paging(
        parameters.integer("page", 1, MAX_PAGE).orElse(1),
        parameters.integer("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT),
        token,
        parameters.flag("with_total").orElse(token.isEmpty()));
  }

  /** The same without counting. */
  Paging uncounted() {
    return new Paging(page, limit, token, false);
  }

  void applyTo(ListLogsRequest.Builder request) {
    request.setPageSize(limit).setWithTotal(counted);
    token.ifPresentOrElse(request::setPageToken, () -> request.setPage(page));
  }

  void applyTo(ListPredictionsRequest.Builder request) {
    request.setPageSize(limit).setWithTotal(counted);
    token.ifPresentOrElse(request::setPageToken, () -> request.setPage(page));
  }

  /**
   * What the server says of a page.
   *
   * @param next the token of the next one; empty if there is none
   * @param isLowerBound whether there may be more than the total
   */
  record Found(String next, long total, boolean isLowerBound) {}

  /** An object about the page that came. */
  void write(Found found, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (token.isEmpty()) {
      json.writeNumberField("page", page);
    }
    json.writeNumberField("limit", limit);
    if (counted) {
      writeTotal(found, json);
    }
    json.writeBooleanField("has_next", !found.next().isEmpty());
    json.writeBooleanField("has_previous", token.isPresent() || page > 1);
    if (!found.next().isEmpty()) {
      json.writeStringField("next_page_token", found.next());
    }
    json.writeEndObject();
  }

  private void writeTotal(Found found, JsonGenerator json) throws IOException {
    json.writeNumberField("total_items", found.total());
    json.writeNumberField("total_pages", (found.total() + limit - 1) / limit);
    json.writeBooleanField("total_is_lower_bound", found.isLowerBound());
  }
}
