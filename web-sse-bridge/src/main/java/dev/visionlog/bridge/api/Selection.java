package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.json.IsoTime;
import dev.visionlog.v1.ListLogsRequest;
import dev.visionlog.v1.LogLevel;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Which entries a request is about: a filter, and parameters for the most usual parts of one. All
 * of them must hold.
 *
 * @param period of the entries' times
 */
record Selection(
    Optional<String> filter,
    Optional<LogLevel> level,
    Optional<String> source,
    OptionalLong camera,
    Optional<String> search,
    Period period) {
  static final String SEARCH = "search";

  private static final String[] NAMES = {
    "filter", "level", "source", "camera_id", SEARCH, Period.START, Period.END
  };

  /** The parameters that a request with a selection may have: those of one, and these. */
  static String[] names(String... others) {
    return Stream.concat(Stream.of(NAMES), Stream.of(others)).toArray(String[]::new);
  }

  static Selection of(Parameters parameters) {
    return new Selection(
        parameters.text("filter"),
        parameters.level("level"),
        parameters.text("source"),
        parameters.number("camera_id", 0, Long.MAX_VALUE),
        parameters.text(SEARCH),
        Period.of(parameters));
  }

  /** The same with another text to look for. */
  Selection searching(String text) {
    return new Selection(filter, level, source, camera, Optional.of(text), period);
  }

  /** The same for any time. */
  Selection atAnyTime() {
    return new Selection(filter, level, source, camera, search, Period.ALWAYS);
  }

  /** In the request's own fields. */
  void applyTo(ListLogsRequest.Builder request) {
    filter.ifPresent(request::setFilter);
    level.ifPresent(request::setLevel);
    source.ifPresent(request::setSource);
    camera.ifPresent(request::setCameraId);
    search.ifPresent(request::setSearch);
    period.start().map(IsoTime::timestamp).ifPresent(request::setStart);
    period.end().map(IsoTime::timestamp).ifPresent(request::setEnd);
  }

  /** Everything as one filter; empty for all entries. */
  String asFilter() {
    FilterTerms terms = new FilterTerms();
    level.ifPresent(wanted -> terms.compare("level", "=", wanted));
    source.ifPresent(wanted -> terms.is("source", wanted));
    camera.ifPresent(wanted -> terms.compare("camera_id", "=", wanted));
    search.ifPresent(terms::search);
    period.start().ifPresent(from -> terms.compare("time", ">=", from));
    period.end().ifPresent(before -> terms.compare("time", "<", before));
    filter.ifPresent(terms::filter);
    return terms.toString();
  }

  /** An object of the parameters that were given. */
  void write(JsonGenerator json) throws IOException {
    GivenParameters given = new GivenParameters(json);
    given.write("filter", filter);
    given.write("level", level);
    given.write("source", source);
    given.write("camera_id", camera);
    given.write(SEARCH, search);
    given.write(period);
    given.end();
  }
}
