package dev.visionlog.server.service;

/** One entry cannot be stored. */
final class BadEntryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String description;

  /**
   * @param field of the entry
   * @param description what was given, and what is allowed
   */
  BadEntryException(String field, String description) {
    super(description, null, false, false);
    this.field = field;
    this.description = description;
  }

  String field() {
    return field;
  }

  String description() {
    return description;
  }
}
