package dev.visionlog.bridge.page;

import com.linecorp.armeria.common.ServerCacheControl;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.file.FileService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Serves the page and its libraries from the class path, as they are. Browsers ask each time
 * whether a file is still the same, so that a page is never made of two versions.
 */
public final class PageFiles {
  private static final String WEB_JARS = "META-INF/resources/webjars/";

  private PageFiles() {}

  /**
   * The page at {@code /}, its libraries at {@code /lib/<name>/}, the API's description at {@code
   * /openapi.json}, and a page to try it at {@code /docs/}.
   */
  public static void addTo(ServerBuilder server) {
    Properties libraries = libraries();
    libraries.forEach(
        (name, version) ->
            server.serviceUnder("/lib/" + name, files(WEB_JARS + name + "/" + version)));
    server.service("/openapi.json", files("api-docs"));
    server.serviceUnder("/docs", files("api-docs/docs"));
    server.serviceUnder("/", files("web"));
  }

  private static FileService files(String folder) {
    return FileService.builder(PageFiles.class.getClassLoader(), folder)
        .cacheControl(ServerCacheControl.REVALIDATED)
        .build();
  }

  /** The versions that the build has put on the class path. */
  private static Properties libraries() {
    Properties libraries = new Properties();
    try (InputStream in = PageFiles.class.getResourceAsStream("libraries.properties")) {
      libraries.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return libraries;
  }
}
