package dev.visionlog.server.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** Writes one kind of entries as JSON objects. */
@FunctionalInterface
interface JsonFields<E> {

  /**
   * Writes the fields of one object.
   *
   * @param cameraNames by id
   */
  void write(E entry, Map<Long, String> cameraNames, JsonGenerator json) throws IOException;
}
