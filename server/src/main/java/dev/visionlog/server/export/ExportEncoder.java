package dev.visionlog.server.export;

import java.util.List;
import java.util.Optional;

/**
 * Writes entries as one file, in pieces and in constant memory. For one file and one thread at a
 * time.
 */
public interface ExportEncoder<E> extends AutoCloseable {

  /**
   * The next bytes of the file: these entries, and before the first of them what the file begins
   * with. To be called at least once, also for a file without entries.
   */
  byte[] encode(List<E> entries);

  /**
   * The bytes that follow the last entry, piece by piece, each at most about a megabyte. Empty when
   * the file is complete.
   */
  Optional<byte[]> finish();

  /** Lets go of what was kept aside, also when the file is not complete. */
  @Override
  void close();
}
