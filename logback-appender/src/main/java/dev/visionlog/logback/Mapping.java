package dev.visionlog.logback;

import java.util.Map;

/**
 * How events become entries.
 *
 * @param origins which camera and source they are of
 * @param mdc which keys of the MDC they carry
 * @param extra what every entry carries
 * @param maxFrames how many frames each exception shows
 * @param includeCallerData whether to find out where in the code an event comes from, which costs
 *     the caller some microseconds
 */
record Mapping(
    Origins origins,
    MdcFilter mdc,
    Map<String, String> extra,
    int maxFrames,
    boolean includeCallerData) {

  Mapping {
    extra = Map.copyOf(extra);
  }
}
