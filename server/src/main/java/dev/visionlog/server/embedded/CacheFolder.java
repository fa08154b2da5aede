package dev.visionlog.server.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder for what can be made again. */
final class CacheFolder {
  private CacheFolder() {}

  /** {@code ~/.cache/visionlog}; a folder beside the data where there is no home to write to. */
  static Path of(Path dataFolder) {
    Path caches = userCaches();
    return isUsable(caches)
        ? caches.resolve("visionlog")
        : dataFolder.toAbsolutePath().normalize().resolveSibling("postgres-binaries");
  }

  private static Path userCaches() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    return xdg != null && Path.of(xdg).isAbsolute()
        ? Path.of(xdg)
        : Path.of(System.getProperty("user.home", "/"), ".cache");
  }

  private static boolean isUsable(Path caches) {
    Path parent = caches.getParent();
    return Files.isWritable(caches)
        || (Files.notExists(caches) && parent != null && Files.isWritable(parent));
  }
}
