package dev.visionlog.server.web;

import dev.visionlog.server.config.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One run of the bridge, {@code web-sse-bridge}: a child process that ends when this process does,
 * however that ends, because its standard input ends then.
 */
final class WebProcess {
  private static final String MAIN = "dev.visionlog.bridge.VisionlogBridge";
  private static final String ADDRESS = "Visionlog's page is at ";
  private static final int GRACE_SECONDS = 5;

  private final Process process;
  private final BufferedReader output;

  private WebProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts it.
   *
   * @param classPath the bridge's
   * @param options of its JVM
   * @param server the gRPC service, {@code host:port}
   */
  static WebProcess start(String classPath, List<String> options, Settings.Web web, String server)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, MAIN, "--until-input-ends"));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    setUp(builder.environment(), web, server);
    return new WebProcess(builder.start());
  }

  /** By variables: settings may come from a file, which the bridge does not read. */
  private static void setUp(Map<String, String> environment, Settings.Web web, String server) {
    environment.keySet().removeIf(name -> name.startsWith("VISIONLOG_WEB_"));
    environment.put("VISIONLOG_SERVER", server);
    environment.put("VISIONLOG_WEB_HOST", web.host());
    environment.put("VISIONLOG_WEB_PORT", Integer.toString(web.port()));
    web.tlsCertificate()
        .ifPresent(file -> environment.put("VISIONLOG_WEB_TLS_CERTIFICATE", file.toString()));
    web.tlsKey().ifPresent(file -> environment.put("VISIONLOG_WEB_TLS_KEY", file.toString()));
    web.origins().ifPresent(origins -> environment.put("VISIONLOG_WEB_ORIGINS", origins));
  }

  /** Waits until it serves, and returns what it says of its address; empty if it ends instead. */
  Optional<String> awaitAddress() throws IOException {
    String line = output.readLine();
    while (line != null && !line.startsWith(ADDRESS)) {
      line = output.readLine();
    }
    return Optional.ofNullable(line).map(said -> said.substring(ADDRESS.length()));
  }

  /** Waits for its end and returns its exit code. */
  int awaitExit() throws IOException, InterruptedException {
    output.transferTo(java.io.Writer.nullWriter());
    return process.waitFor();
  }

  /** Ends it; does nothing if it has ended. */
  void stop() throws InterruptedException {
    try (OutputStream input = process.getOutputStream()) {
      input.flush();
    } catch (IOException ended) {
      // It is going already.
    }
    if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
