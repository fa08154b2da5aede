package dev.visionlog.server.store;

import java.util.Optional;

/** One document of settings, with a revision. */
public interface SettingsStore {

  Optional<Stored> load();

  /**
   * Replaces the document if it still has this revision (0: there is none yet); empty if it has
   * not.
   */
  Optional<Stored> save(String json, long expectedRevision);

  record Stored(String json, long revision) {}
}
