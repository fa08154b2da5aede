package dev.visionlog.server.service;

import dev.visionlog.server.model.BatchOutcome;
import dev.visionlog.v1.EntryError;
import java.util.ArrayList;
import java.util.List;

/** Says why single entries of a batch were not stored. */
final class EntryErrors {
  private EntryErrors() {}

  static EntryError of(int index, String field, String description) {
    return EntryError.newBuilder()
        .setIndex(index)
        .setStatus(ApiErrors.badFieldStatus(field, description))
        .addFieldViolations(ApiErrors.violation(field, description))
        .build();
  }

  /** Something that cannot be stored now, through no fault of its own. */
  static EntryError unavailable(int index, String field, String reason, String description) {
    return EntryError.newBuilder()
        .setIndex(index)
        .setStatus(ApiErrors.unavailableStatus(reason, field + " " + description))
        .addFieldViolations(ApiErrors.violation(field, description))
        .build();
  }

  /** Those that we and those that the database refused. */
  static List<EntryError> of(String list, ReadBatch<?> batch, BatchOutcome outcome) {
    List<EntryError> errors = new ArrayList<>(batch.errors());
    outcome
        .rejected()
        .forEach((i, reason) -> errors.add(refused(batch.indexes()[i], list, reason)));
    return errors;
  }

  /** One that passed our checks and was refused by the database. */
  static EntryError refused(int index, String list, String reason) {
    return of(index, list + "[" + index + "]", reason);
  }
}
