package dev.visionlog.server.service;

import dev.visionlog.server.model.Entry;
import dev.visionlog.v1.EntryError;
import java.util.List;

/**
 * What came of a batch of a request.
 *
 * @param entries those to store
 * @param indexes where each of them stood in the batch
 * @param errors those that were rejected
 * @param suppressed how many were below their threshold
 * @param imageErrors those that are stored without the image that came with them
 */
record ReadBatch<E extends Entry<E>>(
    List<E> entries,
    int[] indexes,
    List<EntryError> errors,
    int suppressed,
    List<EntryError> imageErrors) {}
