package dev.visionlog.bridge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.visionlog.bridge.http.Parameters;
import dev.visionlog.bridge.json.IsoTime;
import dev.visionlog.v1.ListPredictionsRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Which predictions a request is about: a filter, and parameters for the most usual parts of one.
 * All of them must hold.
 *
 * @param period of the predictions' times
 */
record PredictionSelection(
    Optional<String> filter,
    OptionalLong camera,
    Optional<String> device,
    Optional<String> modelName,
    Optional<String> modelVersion,
    Optional<Boolean> defect,
    Optional<String> defectType,
    Optional<String> search,
    Period period) {
  private static final String FILTER = "filter";
  private static final String CAMERA = "camera_id";
  private static final String DEVICE = "edge_device_id";
  private static final String MODEL = "model_name";
  private static final String VERSION = "model_version";
  private static final String DEFECT = "defect_detected";
  private static final String TYPE = "defect_type";
  private static final String SEARCH = "search";

  /** The parameters that a request with a selection may have, but for texts and times. */
  private static final String[] COUNTABLE = {FILTER, CAMERA, DEVICE, MODEL, VERSION, DEFECT, TYPE};

  /** The parameters that a request with a selection may have: those of one, and these. */
  static String[] names(String... others) {
    return countableNames(
        Stream.concat(Stream.of(SEARCH, Period.START, Period.END), Stream.of(others))
            .toArray(String[]::new));
  }

  /** The same for what is answered from counters, which know no texts and no moments. */
  static String[] countableNames(String... others) {
    return Stream.concat(Stream.of(COUNTABLE), Stream.of(others)).toArray(String[]::new);
  }

  static PredictionSelection of(Parameters parameters) {
    return new PredictionSelection(
        parameters.text(FILTER),
        parameters.number(CAMERA, 0, Long.MAX_VALUE),
        parameters.text(DEVICE),
        parameters.text(MODEL),
        parameters.text(VERSION),
        parameters.flag(DEFECT),
        parameters.text(TYPE),
        parameters.text(SEARCH),
        Period.of(parameters));
  }

  /** In the request's own fields. */
  void applyTo(ListPredictionsRequest.Builder request) {
    filter.ifPresent(request::setFilter);
    camera.ifPresent(request::setCameraId);
    device.ifPresent(request::setEdgeDeviceId);
    modelName.ifPresent(request::setModelName);
    modelVersion.ifPresent(request::setModelVersion);
    defect.ifPresent(request::setDefectDetected);
    defectType.ifPresent(request::setDefectType);
    search.ifPresent(request::setSearch);
    period.start().map(IsoTime::timestamp).ifPresent(request::setStart);
    period.end().map(IsoTime::timestamp).ifPresent(request::setEnd);
  }

  /** The same for any time. */
  PredictionSelection atAnyTime() {
    return new PredictionSelection(
        filter, camera, device, modelName, modelVersion, defect, defectType, search, Period.ALWAYS);
  }

  /** Everything as one filter; empty for all predictions. */
  String asFilter() {
    FilterTerms terms = new FilterTerms();
    camera.ifPresent(wanted -> terms.compare(CAMERA, "=", wanted));
    device.ifPresent(wanted -> terms.is(DEVICE, wanted));
    modelName.ifPresent(wanted -> terms.is(MODEL, wanted));
    modelVersion.ifPresent(wanted -> terms.is(VERSION, wanted));
    defect.ifPresent(wanted -> terms.compare(DEFECT, "=", wanted));
    defectType.ifPresent(wanted -> terms.is(TYPE, wanted));
    search.ifPresent(terms::search);
    period.start().ifPresent(from -> terms.compare("time", ">=", from));
    period.end().ifPresent(before -> terms.compare("time", "<", before));
    filter.ifPresent(terms::filter);
    return terms.toString();
  }

  /** An object of the parameters that were given. */
  void write(JsonGenerator json) throws IOException {
    GivenParameters given = new GivenParameters(json);
    given.write(FILTER, filter);
    given.write(CAMERA, camera);
    given.write(DEVICE, device);
    given.write(MODEL, modelName);
    given.write(VERSION, modelVersion);
    given.writeFlag(DEFECT, defect);
    given.write(TYPE, defectType);
    given.write(SEARCH, search);
    given.write(period);
    given.end();
  }
}
