package dev.visionlog.client.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The name of this machine, for people. */
final class HostName {
  private static final int MAX_LENGTH = 200;

  private HostName() {}

  /** What the system says without asking the network. */
  static String read() {
    return Stream.of(
            Optional.ofNullable(System.getenv("HOSTNAME")),
            Optional.ofNullable(System.getenv("COMPUTERNAME")),
            file("/proc/sys/kernel/hostname"),
            file("/etc/hostname"))
        .flatMap(Optional::stream)
        .filter(name -> !name.isBlank())
        .map(name -> name.substring(0, Math.min(MAX_LENGTH, name.length())))
        .findFirst()
        .orElse("java");
  }

  private static Optional<String> file(String path) {
    try {
      return Optional.of(Files.readString(Path.of(path)).strip());
    } catch (IOException | RuntimeException notThere) {
      return Optional.empty();
    }
  }
}
