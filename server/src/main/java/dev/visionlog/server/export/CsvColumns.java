package dev.visionlog.server.export;

import java.util.List;
import java.util.Map;

/** Writes one kind of entries as lines of a CSV file. */
interface CsvColumns<E> {

  /** The names of the columns. */
  List<String> header();

  /**
   * Writes a value for each column.
   *
   * @param cameraNames by id
   */
  void write(E entry, Map<Long, String> cameraNames, CsvLine line);
}
