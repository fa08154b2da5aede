package dev.visionlog.server.embedded;

import java.nio.file.Path;

/**
 * Where an embedded PostgreSQL lives.
 *
 * @param dataFolder PostgreSQL's own folder, made at the first start; its password ({@code
 *     NAME.pgpass}) and lock ({@code NAME.lock}) are kept beside it
 * @param binariesFolder where PostgreSQL's programs are unpacked, once per version; any number of
 *     processes may share it
 * @param port on 127.0.0.1; 0 takes any free port, another one at each start
 */
public record EmbeddedPostgresOptions(Path dataFolder, Path binariesFolder, int port) {

  public EmbeddedPostgresOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
    }
    dataFolder = dataFolder.toAbsolutePath().normalize();
    binariesFolder = binariesFolder.toAbsolutePath().normalize();
  }

  /** Any free port; the programs go into the user's cache folder. */
  public static EmbeddedPostgresOptions of(Path dataFolder) {
    return new EmbeddedPostgresOptions(dataFolder, CacheFolder.of(dataFolder), 0);
  }

  public EmbeddedPostgresOptions withPort(int newPort) {
    return new EmbeddedPostgresOptions(dataFolder, binariesFolder, newPort);
  }

  public EmbeddedPostgresOptions withBinariesFolder(Path newFolder) {
    return new EmbeddedPostgresOptions(dataFolder, newFolder, port);
  }

  /** A file or folder beside the data folder that belongs to it. */
  Path beside(String extension) {
    return dataFolder.resolveSibling(dataFolder.getFileName() + extension);
  }
}
