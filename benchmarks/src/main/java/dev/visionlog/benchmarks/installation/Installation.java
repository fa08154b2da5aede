package dev.visionlog.benchmarks.installation;

import dev.visionlog.benchmarks.figures.ProcessFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server and perhaps a bridge, each in a process of its own and with the options that the script
 * {@code visionlog} gives them, and a data folder that is removed with them.
 */
public final class Installation implements AutoCloseable {
  private static final int DEPTH_OF_PID_FILE = 2;
  private static final int LINE_OF_PORT = 3;

  private final Path data;
  private final List<ChildJvm> children = new ArrayList<>();
  private int grpcPort;
  private int webPort;

  private Installation(Path data) {
    this.data = data;
  }

  /**
   * Starts the server. It ends with this process, however that ends.
   *
   * @param flags of {@code visionlog up}
   */
  public static Installation start(String... flags) throws IOException {
    Installation installation = new Installation(Files.createTempDirectory("visionlog-bench"));
    Runtime.getRuntime().addShutdownHook(new Thread(installation::close, "end-children"));
    installation.startServer(flags);
    return installation;
  }

  private void startServer(String... flags) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("up", "--data-dir", data.toString()));
    arguments.addAll(List.of("--grpc-port", "0", "--web-port", "0"));
    arguments.addAll(List.of(flags));
    ChildJvm server = ChildJvm.start(arguments.toArray(String[]::new));
    children.add(0, server);
    grpcPort = Integer.parseInt(server.await(Pattern.compile("gRPC +127.0.0.1:(\\d+)")));
  }

  /**
   * Stops the server and starts it again, without flags.
   *
   * @return the seconds that the start took
   */
  public double restart() throws IOException {
    children.remove(0).close();
    long begun = System.nanoTime();
    startServer();
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Starts a bridge too. */
  public void startBridge() throws IOException {
    ChildJvm bridge = ChildJvm.start("web", "--port", "0", "--server", "127.0.0.1:" + grpcPort);
    children.add(bridge);
    webPort = Integer.parseInt(bridge.await(Pattern.compile("page is at http://[^:]+:(\\d+)")));
  }

  /** The folder of its database and its images. */
  public Path data() {
    return data;
  }

  public ChildJvm server() {
    return children.get(0);
  }

  public ChildJvm bridge() {
    return children.get(1);
  }

  /** The time that the database's processes have been on processors. */
  public double databaseCpuSeconds() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(pidFile()).get(0));
    double sum = 0;
    for (ProcessHandle each : ProcessHandle.of(pid).orElseThrow().descendants().toList()) {
      sum += new ProcessFigures(each.pid()).cpuSeconds();
    }
    return sum;
  }

  /** To the database itself. The caller closes it. */
  public Connection connect() throws IOException, SQLException {
    String line = Files.readString(passwordFile()).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%s/visionlog".formatted(databasePort()),
        "visionlog",
        line.substring(line.lastIndexOf(':') + 1));
  }

  /** What a person types to get there. */
  public String psqlCommand() throws IOException {
    return "PGPASSFILE='%s' psql -h 127.0.0.1 -p %s -U visionlog visionlog"
        .formatted(passwordFile(), databasePort());
  }

  private String databasePort() throws IOException {
    return Files.readAllLines(pidFile()).get(LINE_OF_PORT);
  }

  private Path passwordFile() throws IOException {
    Path database = pidFile().resolveSibling("");
    return database.resolveSibling(database.getFileName() + ".pgpass");
  }

  private Path pidFile() throws IOException {
    try (Stream<Path> files = Files.walk(data, DEPTH_OF_PID_FILE)) {
      return files
          .filter(file -> file.endsWith("postmaster.pid"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("No database in " + data));
    }
  }

  public int grpcPort() {
    return grpcPort;
  }

  public int webPort() {
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
