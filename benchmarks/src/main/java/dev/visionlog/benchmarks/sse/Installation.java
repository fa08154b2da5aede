package dev.visionlog.benchmarks.sse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server and a bridge, each in a process of its own and with the options that the script {@code
 * visionlog} gives them, and a data folder that is removed with them.
 */
final class Installation implements AutoCloseable {
  private final Path data;
  private final List<ChildJvm> children = new ArrayList<>();
  private int grpcPort;
  private int webPort;

  private Installation(Path data) {
    this.data = data;
  }

  /**
   * Starts both. They end with this process, however that ends.
   *
   * @param root where the script is
   * @param tails how many the server is to allow
   */
  static Installation start(Path root, int tails) throws IOException {
    Installation installation = new Installation(Files.createTempDirectory("visionlog-bench"));
    Runtime.getRuntime().addShutdownHook(new Thread(installation::close, "end-children"));
    installation.startServer(root, tails);
    installation.startBridge(root);
    return installation;
  }

  private void startServer(Path root, int tails) throws IOException {
    ChildJvm server =
        ChildJvm.start(
            root,
            "up",
            "--data-dir",
            data.toString(),
            "--grpc-port",
            "0",
            "--web-port",
            "0",
            "--tail-max-streams",
            Integer.toString(tails));
    children.add(server);
    grpcPort = Integer.parseInt(server.await(Pattern.compile("gRPC +127.0.0.1:(\\d+)")));
  }

  private void startBridge(Path root) throws IOException {
    ChildJvm bridge =
        ChildJvm.start(root, "web", "--port", "0", "--server", "127.0.0.1:" + grpcPort);
    children.add(bridge);
    webPort = Integer.parseInt(bridge.await(Pattern.compile("page is at http://[^:]+:(\\d+)")));
  }

  ChildJvm server() {
    return children.get(0);
  }

  ChildJvm bridge() {
    return children.get(1);
  }

  /** The time that the database's processes have been on processors. */
  double databaseCpuSeconds() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      Path pidFile =
          files
              .filter(file -> file.endsWith("postmaster.pid"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("No database in " + data));
      long pid = Long.parseLong(Files.readAllLines(pidFile).get(0));
      double sum = 0;
      for (ProcessHandle each : ProcessHandle.of(pid).orElseThrow().descendants().toList()) {
        sum += ChildJvm.cpuSeconds(each.pid());
      }
      return sum;
    }
  }

  int grpcPort() {
    return grpcPort;
  }

  int webPort() {
    return webPort;
  }

  @Override
  public synchronized void close() {
    for (int i = children.size() - 1; i >= 0; i--) {
      children.get(i).close();
    }
    try {
      deleteData();
    } catch (IOException left) {
      System.err.println("visionlog bench: cannot delete all of " + data + ": " + left);
    }
  }

  private void deleteData() throws IOException {
    if (Files.notExists(data)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> found = Files.walk(data)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
