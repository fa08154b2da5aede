package dev.visionlog.benchmarks.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** The server's own PostgreSQL, as it is found in the data folder. */
final class Postgres {
  private static final int PORT_LINE = 3;

  private final Path folder;

  /**
   * @param data the server's data folder
   */
  Postgres(Path data) {
    folder = data.resolve("postgres");
  }

  ProcessHandle postmaster() throws IOException {
    return ProcessHandle.of(Long.parseLong(pidFile().get(0).strip()))
        .orElseThrow(() -> new IOException("The postmaster has ended"));
  }

  /** All processes that the postmaster has started. */
  List<ProcessHandle> children() throws IOException {
    return postmaster().children().toList();
  }

  /** Those that serve the server's connections. */
  List<ProcessHandle> backends() throws IOException {
    return children().stream().filter(Postgres::isBackend).toList();
  }

  private static boolean isBackend(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).contains("127.0.0.1");
    } catch (IOException ended) {
      return false;
    }
  }

  /** A connection of one's own. */
  Connection connect() throws IOException, SQLException {
    String[] pass = Files.readString(folder.resolveSibling("postgres.pgpass")).strip().split(":");
    Properties properties = new Properties();
    properties.setProperty("user", pass[3]);
    properties.setProperty("password", pass[4]);
    properties.setProperty("socketTimeout", "300");
    String url = "jdbc:postgresql://127.0.0.1:" + pidFile().get(PORT_LINE).strip() + "/visionlog";
    return DriverManager.getConnection(url, properties);
  }

  /** The number that a query comes to. */
  long count(String query) throws IOException, SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private List<String> pidFile() throws IOException {
    return Files.readAllLines(folder.resolve("postmaster.pid"));
  }
}
