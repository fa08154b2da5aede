package dev.visionlog.server.service;

import dev.visionlog.server.filter.Filter;
import dev.visionlog.server.filter.FilterFields;
import dev.visionlog.server.filter.FilterParser;
import dev.visionlog.server.filter.FilterSchema;
import dev.visionlog.server.filter.FilterTerms;
import dev.visionlog.v1.ListPredictionsRequest;
import java.util.ArrayList;
import java.util.List;

/** The filters of calls about predictions. */
final class PredictionFilters {
  private PredictionFilters() {}

  static Filter parse(String filter) {
    return FilterParser.parse(filter, FilterSchema.PREDICTIONS);
  }

  /** One that the counters can answer. */
  static Filter countable(String text) {
    Filter filter = parse(text);
    if (!FilterFields.isCountable(filter, FilterSchema.PREDICTIONS)) {
      throw ApiErrors.badField(
          "filter",
          "may use camera_id, edge_device_id, model_name, model_version, model_stage,"
              + " defect_detected, defect_type and status only");
    }
    return filter;
  }

  /** With the conditions that have fields of their own. */
  static Filter of(ListPredictionsRequest request) {
    List<Filter> terms = new ArrayList<>();
    terms.add(parse(request.getFilter()));
    if (request.hasCameraId()) {
      terms.add(FilterTerms.cameraId(request.getCameraId()));
    }
    if (!request.getEdgeDeviceId().isEmpty()) {
      terms.add(FilterTerms.edgeDeviceId(request.getEdgeDeviceId()));
    }
    if (!request.getModelName().isEmpty()) {
      terms.add(FilterTerms.modelName(request.getModelName()));
    }
    if (!request.getModelVersion().isEmpty()) {
      terms.add(FilterTerms.modelVersion(request.getModelVersion()));
    }
    if (request.hasDefectDetected()) {
      terms.add(FilterTerms.defectDetected(request.getDefectDetected()));
    }
    if (!request.getDefectType().isEmpty()) {
      terms.add(FilterTerms.defectType(request.getDefectType()));
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
}
