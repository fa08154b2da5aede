package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.v1.ListLogsResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * A page of entries with what it is a page of.
 *
 * @param query the text that was looked for, in a search
 */
record LogPage(ListLogsResponse page, Paging paging, Selection selection, Optional<String> query)
    implements Envelope.Data {

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    Entries.write(page.getEntriesList(), json);
    if (query.isPresent()) {
      json.writeStringField("search_query", query.get());
    }
    json.writeFieldName("pagination");
    paging.write(
        new Paging.Found(page.getNextPageToken(), page.getTotalSize(), page.getTotalIsLowerBound()),
        json);
    json.writeFieldName("filters_applied");
    selection.write(json);
    if (page.hasSearchedUntil()) {
      Entries.time("searched_until", page.getSearchedUntil(), json);
    }
    json.writeEndObject();
  }
}
