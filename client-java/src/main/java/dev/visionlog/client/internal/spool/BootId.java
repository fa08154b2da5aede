package dev.visionlog.client.internal.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Tells one run of the machine from the next, and one machine from another. */
final class BootId {

  private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

  private BootId() {}

  /** Empty where the system has none: everywhere but on Linux. */
  static Optional<UUID> ofThisRun() {
    try {
      String id = new String(PrivateFiles.read(LINUX, 100), StandardCharsets.US_ASCII);
      return Optional.of(UUID.fromString(id.strip()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
