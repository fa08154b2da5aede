package dev.visionlog.cli.tailing;

import com.google.protobuf.Timestamp;
import dev.visionlog.cli.connection.Search;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be followed, and searched for what a tail does not bring.
 *
 * @param <E> what comes
 */
public interface Tailed<E> {

  /**
   * Opens a tail.
   *
   * @param afterPosition where to resume; null to begin now
   * @param backlog how many of the last to begin with, if it begins now
   */
  Iterator<TailMessage<E>> open(String filter, @Nullable Long afterPosition, int backlog);

  /** Oldest first, from a time on if there is one. */
  Search.Pages<E> history(String filter, @Nullable Timestamp start);

  /** The command that finds them, for people. */
  String command();

  /** So many of them, for people. */
  String amount(long count);
}
