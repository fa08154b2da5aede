package dev.visionlog.bridge;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code visionlog web}: starts the bridge, and stops it on SIGINT or SIGTERM. */
@Command(
    name = "visionlog web",
    description = "Serves the web page, JSON and live tails by SSE in front of a gRPC server.",
    mixinStandardHelpOptions = true,
    versionProvider = WebCommand.Version.class,
    sortOptions = false,
    showDefaultValues = true)
final class WebCommand implements Callable<Integer> {
  @Option(
      names = "--host",
      defaultValue = "${env:VISIONLOG_WEB_HOST:-127.0.0.1}",
      description = "Address to listen on; a loopback one.")
  private String host = "";

  @Option(
      names = "--port",
      defaultValue = "${env:VISIONLOG_WEB_PORT:-8080}",
      description = "Port; 0 takes any free one.")
  private int port;

  @Option(
      names = {"-s", "--server"},
      defaultValue = "${env:VISIONLOG_SERVER:-127.0.0.1:50051}",
      description = "The gRPC server, host:port.")
  private String server = "";

  @Option(
      names = "--tls-certificate",
      defaultValue = "${env:VISIONLOG_WEB_TLS_CERTIFICATE}",
      description = "The certificate chain, PEM; with it HTTPS is served.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      defaultValue = "${env:VISIONLOG_WEB_TLS_KEY}",
      description = "The certificate's private key, PEM.")
  private @Nullable Path key;

  @Option(
      names = "--origins",
      split = ",",
      defaultValue = "${env:VISIONLOG_WEB_ORIGINS}",
      description =
          "From where else the page is used, such as https://logs.example.com behind a proxy.")
  private @Nullable List<String> origins;

  @Option(
      names = "--until-input-ends",
      hidden = true,
      description =
          "Stop when standard input ends: when the process that started this one is gone.")
  private boolean untilInputEnds;

  @Spec private @Nullable CommandSpec spec;

  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  @Override
  public Integer call() throws InterruptedException {
    BridgeSettings settings = settings();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "shutdown"));
    try (RunningBridge bridge = new RunningBridge(settings)) {
      announce(settings, bridge.port());
      if (untilInputEnds) {
        watchInput();
      }
      stop.await();
    } catch (IllegalStateException error) {
      System.err.println("visionlog: " + error.getMessage());
      return 1;
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private BridgeSettings settings() {
    checkHost();
    if (port < 0 || port > 65_535) {
      throw bad("Invalid port " + port + ". Must be from 0 to 65535");
    }
    if (!server.matches("(\\[[0-9a-fA-F:.%]+\\]|[^\\s:/\\[\\]]+):\\d{1,5}")) {
      throw bad("Invalid server '" + server + "'. Write it as host:port");
    }
    List<String> allowed = origins == null ? List.of() : origins;
    for (String origin : allowed) {
      if (!origin.matches("https?://[^/\\s]+")) {
        throw bad("Invalid origin '" + origin + "'. Write it as https://host or https://host:port");
      }
    }
    return new BridgeSettings(host, port, server, tls(), allowed);
  }

  /** Whoever reaches the page may read and delete everything, for as long as there are no keys. */
  private void checkHost() {
    try {
      if (!InetAddress.getByName(host).isLoopbackAddress()) {
        throw bad("Invalid host '" + host + "'. Must be a loopback address, such as 127.0.0.1");
      }
    } catch (UnknownHostException unknown) {
      throw bad("Invalid host '" + host + "'. It has no address");
    }
  }

  private Optional<BridgeSettings.Tls> tls() {
    if (certificate == null && key == null) {
      return Optional.empty();
    }
    if (certificate == null || key == null) {
      throw bad("--tls-certificate and --tls-key belong together; one of them is missing");
    }
    for (Path file : List.of(certificate, key)) {
      if (!Files.isReadable(file)) {
        throw bad("Cannot read " + file);
      }
    }
    return Optional.of(new BridgeSettings.Tls(certificate, key));
  }

  private ParameterException bad(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private static void announce(BridgeSettings settings, int port) {
    String scheme = settings.tls().isPresent() ? "https" : "http";
    System.out.println("Visionlog's page is at " + scheme + "://" + settings.host() + ":" + port);
    System.out.flush();
  }

  private void watchInput() {
    Thread watch =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException ended) {
                // As good as an end.
              }
              stop.countDown();
            },
            "input-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** The JVM ends when its shutdown hooks have; a signal is an orderly end, not a failure. */
  private void stopAndWait() {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** From the jar; classes alone have none. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = WebCommand.class.getPackage().getImplementationVersion();
      return new String[] {version == null ? "unknown" : version};
    }
  }
}
