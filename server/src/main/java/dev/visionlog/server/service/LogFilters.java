package dev.visionlog.server.service;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterParser;
import dev.visionlog.server.filter.FilterSchema;
import dev.visionlog.server.filter.FilterTerms;
import dev.visionlog.server.model.Level;
import dev.visionlog.v1.ListLogsRequest;
import java.util.ArrayList;
import java.util.List;

/** The filter of a ListLogs call, with the conditions that have fields of their own. */
final class LogFilters {
  private LogFilters() {}

  static Filter of(ListLogsRequest request) {
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
    return Filter.and(terms);
  }

  static Level level(String field, int number) {
    return Level.ofNumber(number)
        .orElseThrow(() -> ApiErrors.badField(field, Level.invalid(String.valueOf(number))));
  }
}
