package dev.visionlog.server.service;

/** A field of one entry or metric of a batch is wrong; its neighbours may be stored. */
final class BadFieldException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String description;

  /**
   * @param field within the entry
   * @param description what was given and what is allowed
   */
  BadFieldException(String field, String description) {
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
