package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.visionlog.bridge.http.ApiRequest;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.json.InvalidJsonException;
import dev.visionlog.bridge.json.PredictionReader;
import dev.visionlog.v1.CreatePredictionsRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The predictions of a body: a list of them, {@code {"predictions": […]}}, or one alone. What is no
 * prediction is left out, and is named with its place. For one thread.
 */
final class PredictionBatch {
  /** The second is another name for the first. */
  private static final Set<String> LISTS = Set.of("predictions", "results");

  private static final String REQUEST_ID = "request_id";

  private final CreatePredictionsRequest.Builder request = CreatePredictionsRequest.newBuilder();
  private final List<Integer> places = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private int count;

  private PredictionBatch() {}

  /**
   * A prediction that is not stored.
   *
   * @param index its place in the body, from 0
   */
  record Rejected(int index, String field, String message) {}

  /** Reads a body. May take a while: not for an event loop. */
  static PredictionBatch of(ApiRequest request) {
    PredictionBatch batch = new PredictionBatch();
    request.parse(batch::read);
    return batch;
  }

  private void read(JsonParser json) throws IOException {
    JsonToken first = json.nextToken();
    if (first == JsonToken.START_ARRAY) {
      readList(json);
    } else if (first == JsonToken.START_OBJECT) {
      readObject(json);
    } else {
      throw HttpError.badField("body", "The body must be a JSON object, or a list of them")
          .exception();
    }
  }

  private void readList(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      PredictionReader reader = new PredictionReader();
      if (json.currentToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String name = json.currentName();
          json.nextToken();
          reader.read(name, json);
        }
        add(reader);
      } else {
        json.skipChildren();
        rejected.add(new Rejected(count++, "", "A prediction must be an object"));
      }
    }
  }

  /** Which of the two it is, is known only when a list comes, or none. */
  private void readObject(JsonParser json) throws IOException {
    PredictionReader alone = new PredictionReader();
    List<String> others = new ArrayList<>();
    boolean isBatch = false;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      if (LISTS.contains(name) && json.currentToken() == JsonToken.START_ARRAY && !isBatch) {
        isBatch = true;
        readList(json);
      } else {
        others.add(name);
        alone.read(name, json);
      }
    }
    if (isBatch) {
      readOthers(others, alone);
    } else {
      add(alone);
    }
  }

  private void readOthers(List<String> names, PredictionReader read) {
    for (String name : names) {
      if (!name.equals(REQUEST_ID)) {
        throw HttpError.badField(
                name,
                "Unknown field '"
                    + name
                    + "' beside a list of predictions. Known are: predictions, "
                    + REQUEST_ID)
            .exception();
      }
    }
    request.setRequestId(read.prediction().getRequestId());
  }

  private void add(PredictionReader reader) {
    int place = count++;
    if (reader.problem().isPresent()) {
      InvalidJsonException problem = reader.problem().get();
      rejected.add(new Rejected(place, problem.field(), String.valueOf(problem.getMessage())));
    } else {
      places.add(place);
      request.addPredictions(reader.prediction());
    }
  }

  /** Those that can be sent on. */
  CreatePredictionsRequest request() {
    return request.build();
  }

  /** How many there are in the body. */
  int count() {
    return count;
  }

  /** The place in the body of one that was sent on. */
  int place(int sent) {
    return places.get(sent);
  }

  /** Those that cannot be sent on. */
  List<Rejected> rejected() {
    return rejected;
  }
}
