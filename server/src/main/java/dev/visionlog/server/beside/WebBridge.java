package dev.visionlog.server.beside;

import dev.visionlog.server.config.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The bridge, {@code web-sse-bridge}, beside the server: it serves the web page. */
public final class WebBridge implements AutoCloseable {
  private static final String MAIN = "dev.visionlog.bridge.VisionlogBridge";
  private static final String VARIABLES = "VISIONLOG_WEB_";
  private static final String ADDRESS = "Visionlog's page is at ";

  private final KeptProcess process;
  private final CountDownLatch firstTry = new CountDownLatch(1);
  private volatile Optional<String> address = Optional.empty();

  private WebBridge(JavaProgram program) {
    process = new KeptProcess(program, new FirstAddress());
  }

  /**
   * Starts it, unless it is turned off or this process was not started by the script that knows
   * where it is.
   *
   * @param server the gRPC service, {@code host:port}
   */
  public static Optional<WebBridge> start(Settings.Web settings, String server) {
    if (settings.port() == 0) {
      return Optional.empty();
    }
    Optional<WebBridge> bridge =
        JavaProgram.locate("web")
            .map(location -> new WebBridge(program(location, settings, server)));
    bridge.ifPresent(started -> started.process.start());
    return bridge;
  }

  private static JavaProgram program(
      JavaProgram.Location location, Settings.Web settings, String server) {
    return new JavaProgram(
        "The web page",
        location.classPath(),
        location.options(),
        MAIN,
        List.of(),
        VARIABLES,
        environment(settings, server));
  }

  /** By variables: settings may come from a file, which the bridge does not read. */
  private static Map<String, String> environment(Settings.Web web, String server) {
    Map<String, String> environment = new HashMap<>();
    environment.put("VISIONLOG_SERVER", server);
    environment.put(VARIABLES + "HOST", web.host());
    environment.put(VARIABLES + "PORT", Integer.toString(web.port()));
    web.tlsCertificate()
        .ifPresent(file -> environment.put(VARIABLES + "TLS_CERTIFICATE", file.toString()));
    web.tlsKey().ifPresent(file -> environment.put(VARIABLES + "TLS_KEY", file.toString()));
    web.origins().ifPresent(origins -> environment.put(VARIABLES + "ORIGINS", origins));
    return environment;
  }

  /** The page's address, once it is there; empty if it could not be started or takes too long. */
  public Optional<String> address(Duration patience) throws InterruptedException {
    firstTry.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    return address;
  }

  @Override
  public void close() {
    process.close();
  }

  private final class FirstAddress implements KeptProcess.Follower {
    @Override
    public void follow(BesideProcess started) throws IOException {
      address = started.awaitLine(ADDRESS);
      firstTry.countDown();
    }

    @Override
    public void ended() {
      firstTry.countDown();
    }
  }
}
