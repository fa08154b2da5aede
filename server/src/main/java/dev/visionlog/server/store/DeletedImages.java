package dev.visionlog.server.store;

import dev.visionlog.server.filter.Filter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deletes the images of entries that are deleted. */
public interface DeletedImages {

  /** For entries that have none. */
  DeletedImages NONE =
      new DeletedImages() {
        @Override
        public void deleteFiles(List<String> paths) {}

        @Override
        public Deleted deleteOf(Filter filter, Optional<Instant> receivedBefore) {
          return Deleted.NOTHING;
        }
      };

  /** Deletes files of entries that are gone, unless another entry has the same file. */
  void deleteFiles(List<String> paths);

  /**
   * Deletes the images of entries that are about to go as a whole, and says so in the entries.
   *
   * @param receivedBefore if there is one, entries that came later keep theirs
   */
  Deleted deleteOf(Filter filter, Optional<Instant> receivedBefore);
}
