package dev.visionlog.server.service;

import dev.visionlog.v1.EntryError;

/** Entries that passed our checks and were refused by the database. */
final class Rejections {
  private Rejections() {}

  static EntryError error(int index, String reason) {
    return EntryReader.error(index, "entries[" + index + "]", reason);
  }
}
