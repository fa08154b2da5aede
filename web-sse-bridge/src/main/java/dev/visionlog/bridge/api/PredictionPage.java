package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.bridge.http.Envelope;
import dev.visionlog.v1.ListPredictionsResponse;
import java.io.IOException;

/** A page of predictions with what it is a page of. */
record PredictionPage(ListPredictionsResponse page, Paging paging, PredictionSelection selection)
    implements Envelope.Data {

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    Predictions.write(page.getPredictionsList(), json);
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

  /** The same for the address that older programs know. */
  void writePlain(JsonGenerator json) throws IOException {
    json.writeStartObject();
    Predictions.write(page.getPredictionsList(), json);
    json.writeNumberField("count", page.getPredictionsCount());
    if (!page.getNextPageToken().isEmpty()) {
      json.writeStringField("next_page_token", page.getNextPageToken());
    }
    if (page.hasSearchedUntil()) {
      Entries.time("searched_until", page.getSearchedUntil(), json);
    }
    json.writeEndObject();
  }
}
