package dev.visionlog.server.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** PostgreSQL's programs, unpacked from the class path. */
record PostgresBinaries(Path folder) {

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /**
   * Unpacks the programs unless they are there already. They appear in one step, complete, so that
   * any number of processes can do this at once and a crash leaves nothing half done in their
   * place.
   */
  static PostgresBinaries in(Path cache) {
    Platform platform = Platform.current();
    URL archive = PostgresBinaries.class.getClassLoader().getResource(platform.resource());
    if (archive == null) {
      throw missing(platform);
    }
    try {
      Path folder = cache.resolve(name(platform, archive));
      if (Files.notExists(folder)) {
        Folders.create(cache);
        unpack(archive, folder);
      }
      return new PostgresBinaries(folder);
    } catch (IOException e) {
      throw new EmbeddedPostgresException("Cannot unpack PostgreSQL into " + cache + ": " + e, e);
    }
  }

  private static EmbeddedPostgresException missing(Platform platform) {
    return new EmbeddedPostgresException(
        "No embedded PostgreSQL for this machine (%s, %s) is on the class path (%s). Use a PostgreSQL of your own: set VISIONLOG_DATABASE_URL"
            .formatted(platform.system(), platform.architecture(), platform.resource()));
  }

  /** The archive names no version, so its own checksum tells one from the next. */
  private static String name(Platform platform, URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    long version =
        connection instanceof JarURLConnection jar
            ? jar.getJarEntry().getCrc()
            : connection.getLastModified();
    return "%s-%x-%x"
        .formatted(
            platform.resource().replace(".txz", ""), connection.getContentLengthLong(), version);
  }

  private static void unpack(URL archive, Path folder) throws IOException {
    Path unfinished = Files.createTempDirectory(folder.getParent(), folder.getFileName() + ".tmp");
    try (InputStream content = archive.openStream()) {
      TarXz.unpack(content, unfinished);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      Folders.force(folder.resolveSibling(""));
    } catch (FileSystemException e) {
      if (Files.notExists(folder)) {
        throw e;
      } // Another process was quicker: its copy is as good.
    } finally {
      Folders.delete(unfinished);
    }
  }
}
