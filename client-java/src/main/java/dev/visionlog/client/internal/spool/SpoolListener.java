package dev.visionlog.client.internal.spool;

import dev.visionlog.client.DropReason;
import java.nio.file.Path;

/**
 * Told what a spool gives up and what it could not read, on the thread that uses the spool. It must
 * not call the spool and must not throw.
 */
public interface SpoolListener {

  /**
   * Entries are gone from the spool. They will not be returned by {@link Spool#next} and are no
   * longer among {@link Spool#entries}.
   *
   * <p>What is found damaged while a spool is being opened is reported before the spool exists, and
   * never was among its entries. The count is then what the damaged bytes still say, at least 1.
   * Later counts are exact.
   *
   * @param reason {@link DropReason#SPOOL_FULL}, {@link DropReason#SPOOL_EXPIRED} or {@link
   *     DropReason#SPOOL_DAMAGED}
   * @param entries how many
   */
  void evicted(DropReason reason, long entries);

  /**
   * A file is not as it should be, or could not be read or written. Entries that are lost by it are
   * reported on their own.
   *
   * @param what what is wrong and what was done, for people
   */
  void damaged(Path file, String what);
}
