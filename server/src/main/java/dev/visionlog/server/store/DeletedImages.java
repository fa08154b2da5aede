package dev.visionlog.server.store;

import dev.visionlog.server.filter.Filter;
import java.util.List;

/** Deletes the images of entries that are deleted. */
public interface DeletedImages {

  /** For entries that have none. */
  DeletedImages NONE =
      new DeletedImages() {
        @Override
        public void deleteFiles(List<String> paths) {}

        @Override
        public Deleted deleteOf(Filter filter) {
          return Deleted.NOTHING;
        }
      };

  /** Deletes files of entries that are gone, unless another entry has the same file. */
  void deleteFiles(List<String> paths);

  /** Deletes the images of entries that are about to go as a whole, and says so in the entries. */
  Deleted deleteOf(Filter filter);
}
