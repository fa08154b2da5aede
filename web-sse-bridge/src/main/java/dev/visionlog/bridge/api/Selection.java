package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.bridge.http.HttpError;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.json.IsoTime;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.LogLevel;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Which entries a request is about: a filter, and parameters for the most usual parts of one. All
 * of them must hold.
 *
 * @param start only entries of this time or later
 * @param end only entries before this time
 */
record Selection(
    Optional<String> filter,
    Optional<LogLevel> level,
    Optional<String> source,
    OptionalLong camera,
    Optional<String> search,
    Optional<Instant> start,
    Optional<Instant> end) {
  static final String SEARCH = "search";

  private static final String[] NAMES = {
    "filter", "level", "source", "camera_id", SEARCH, "start_date", "end_date"
  };

  /** The parameters that a request with a selection may have: those of one, and these. */
  static String[] names(String... others) {
    return Stream.concat(Stream.of(NAMES), Stream.of(others)).toArray(String[]::new);
  }

  static Selection of(Parameters parameters) {
    Optional<Instant> start = parameters.instant("start_date");
    Optional<Instant> end = parameters.instant("end_date");
    if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
      throw HttpError.badField(
              "start_date",
              "Invalid start_date '" + start.get() + "'. Must be before end_date, " + end.get())
          .exception();
    }
    return new Selection(
        parameters.text("filter"),
        parameters.level("level"),
        parameters.text("source"),
        parameters.number("camera_id", 0, Long.MAX_VALUE),
        parameters.text(SEARCH),
        start,
        end);
  }

  /** The same with another text to look for. */
  Selection searching(String text) {
    return new Selection(filter, level, source, camera, Optional.of(text), start, end);
  }

  /** The same for any time. */
  Selection atAnyTime() {
    return new Selection(filter, level, source, camera, search, Optional.empty(), Optional.empty());
  }

  /** In the request's own fields. */
  void applyTo(ListLogsRequest.Builder request) {
    filter.ifPresent(request::setFilter);
    level.ifPresent(request::setLevel);
    source.ifPresent(request::setSource);
    camera.ifPresent(request::setCameraId);
    search.ifPresent(request::setSearch);
    start.map(IsoTime::timestamp).ifPresent(request::setStart);
    end.map(IsoTime::timestamp).ifPresent(request::setEnd);
  }

  /** Everything as one filter; empty for all entries. */
  String asFilter() {
    FilterTerms terms = new FilterTerms();
    level.ifPresent(wanted -> terms.compare("level", "=", wanted));
    source.ifPresent(wanted -> terms.is("source", wanted));
    camera.ifPresent(wanted -> terms.compare("camera_id", "=", wanted));
    search.ifPresent(terms::search);
    start.ifPresent(from -> terms.compare("time", ">=", from));
    end.ifPresent(before -> terms.compare("time", "<", before));
    filter.ifPresent(terms::filter);
    return terms.toString();
  }

  /** An object of the parameters that were given. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeText("filter", filter, json);
    writeText("level", level, json);
    writeText("source", source, json);
    if (camera.isPresent()) {
      json.writeNumberField("camera_id", camera.getAsLong());
    }
    writeText(SEARCH, search, json);
    writeText("start_date", start, json);
    writeText("end_date", end, json);
    json.writeEndObject();
  }

  private static void writeText(String name, Optional<?> value, JsonGenerator json)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get().toString());
    }
  }
}
