package dev.visionlog.server.image;

import dev.visionlog.server.image.ImageOutcome.Trouble;
import dev.visionlog.server.image.ImageOutcome.Unavailable;
import dev.visionlog.server.image.codec.CodecUnavailableException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is wrong with the store in words that name no folder of this machine. */
final class Troubles {
  private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

  private static final long LOG_INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();
  private static final AtomicLong NEXT_LOG_NANOS = new AtomicLong(System.nanoTime());

  private Troubles() {}

  static Unavailable of(IOException error) {
    if (error instanceof DiskFullException) {
      return new Unavailable(Trouble.DISK_FULL, String.valueOf(error.getMessage()));
    }
    log("The image store has a problem", error);
    if (error instanceof ForeignFolderException) {
      return new Unavailable(Trouble.FOREIGN_FOLDER, String.valueOf(error.getMessage()));
    }
    String reason = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
    if (reason.contains("no space") || reason.contains("quota exceeded")) {
      return new Unavailable(Trouble.DISK_FULL, "The disk of the image store is full");
    }
    return isRefused(error, reason)
        ? new Unavailable(
            Trouble.NOT_WRITABLE, "The folder of the image store cannot be written to")
        : new Unavailable(
            Trouble.IO_ERROR, "The image store could not write; the server's log has the details");
  }

  private static boolean isRefused(IOException error, String reason) {
    return error instanceof AccessDeniedException
        || error instanceof NotDirectoryException
        || reason.contains("read-only")
        || reason.contains("not permitted")
        || reason.contains("not a directory");
  }

  static Unavailable of(CodecUnavailableException error) {
    log("No image can be decoded", error);
    return new Unavailable(Trouble.NO_CODEC, String.valueOf(error.getMessage()));
  }

  /** A full disk fails every image: one of them is enough for the log. */
  private static void log(String message, Exception error) {
    long now = System.nanoTime();
    long next = NEXT_LOG_NANOS.get();
    if (now - next >= 0 && NEXT_LOG_NANOS.compareAndSet(next, now + LOG_INTERVAL_NANOS)) {
      LOG.warn(message, error);
    } else {
      LOG.debug(message, error);
    }
  }

  static Unavailable closed() {
    return new Unavailable(Trouble.CLOSED, "The image store is closed");
  }
}
