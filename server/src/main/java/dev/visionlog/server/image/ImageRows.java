package dev.visionlog.server.image;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who has which image. Only rows that say that they have their image count: not those that were
 * marked. Several rows may have the same image, when a prediction was sent twice.
 */
public interface ImageRows {

  /** Which of these paths are the image of a row. At most 500 are asked for. */
  Set<String> known(Collection<String> paths);

  /**
   * The next rows by time and id, the oldest first.
   *
   * @param after the last one that the caller has seen; null to begin
   * @return fewer than the limit only if there are no more
   */
  List<ImageRow> oldestFirst(@Nullable ImageRow after, int limit);

  /** The row with the latest time. */
  Optional<ImageRow> newest();

  /** The sum of all rows' bytes. */
  long totalBytes();

  /** All rows with these images say from now on that the image is not there. */
  void markMissing(Collection<String> paths);

  /** All rows with these images say from now on that the image's time was over. */
  void markExpired(Collection<String> paths);
}
