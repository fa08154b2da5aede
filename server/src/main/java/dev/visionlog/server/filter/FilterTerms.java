package dev.visionlog.server.filter;

import dev.visionlog.server.model.Level;
import java.time.Instant;

/** Terms for the conditions that a request states in fields of its own. */
public final class FilterTerms {

  private FilterTerms() {}

  public static Filter level(Level level) {
    return new Filter.LevelComparison(FilterOperator.EQUAL, level);
  }

  /** Exactly this source; a star is a star. */
  public static Filter source(String source) {
    return equal(FilterField.SOURCE, source);
  }

  public static Filter cameraId(long cameraId) {
    return new Filter.NumberComparison(FilterField.CAMERA_ID, FilterOperator.EQUAL, cameraId);
  }

  /** Exactly this device; a star is a star. */
  public static Filter edgeDeviceId(String edgeDeviceId) {
    return equal(FilterField.EDGE_DEVICE_ID, edgeDeviceId);
  }

  /** Exactly this model; a star is a star. */
  public static Filter modelName(String name) {
    return equal(FilterField.MODEL_NAME, name);
  }

  /** Exactly this version; a star is a star. */
  public static Filter modelVersion(String version) {
    return equal(FilterField.MODEL_VERSION, version);
  }

  public static Filter defectDetected(boolean detected) {
    return new Filter.BooleanComparison(
        FilterField.DEFECT_DETECTED, FilterOperator.EQUAL, detected);
  }

  /** Exactly this type of defect; a star is a star. */
  public static Filter defectType(String type) {
    return equal(FilterField.DEFECT_TYPE, type);
  }

  private static Filter equal(FilterField field, String text) {
    return new Filter.TextComparison(field, FilterOperator.EQUAL, TextPattern.literal(text));
  }

  /** As a word that stands for itself: see {@link Filter.Search}. */
  public static Filter search(String text) {
    return new Filter.Search(text);
  }

  /**
   * {@code time} is this or later.
   *
   * @throws FilterException if the year is not one of 1 to 9999
   */
  public static Filter timeFrom(Instant from) {
    return new Filter.TimeComparison(FilterField.TIME, FilterOperator.GREATER_OR_EQUAL, from);
  }

  /**
   * {@code time} is before this.
   *
   * @throws FilterException if the year is not one of 1 to 9999
   */
  public static Filter timeBefore(Instant end) {
    return new Filter.TimeComparison(FilterField.TIME, FilterOperator.LESS, end);
  }

  /** {@code position} is one of these, both ends included. */
  public static Filter positionBetween(long first, long last) {
    return Filter.and(
        new Filter.NumberComparison(FilterField.POSITION, FilterOperator.GREATER_OR_EQUAL, first),
        new Filter.NumberComparison(FilterField.POSITION, FilterOperator.LESS_OR_EQUAL, last));
  }
}
