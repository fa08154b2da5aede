package dev.visionlog.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
  private static final Path BINARIES = Path.of("target", "postgres-binaries");

  private static final String COUNT_SPINNING =
      "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO%'";

  @TempDir Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private EmbeddedPostgresOptions options;

  @BeforeEach
  void choose() {
    options = EmbeddedPostgresOptions.of(folder.resolve("postgres")).withBinariesFolder(BINARIES);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void data_survivesCloseAndStart() throws SQLException {
    try (EmbeddedPostgres first = start()) {
      execute(first, "CREATE TABLE kept (value int)");
      execute(first, "INSERT INTO kept VALUES (42)");
      first.close();
    }
    assertThat(ask(start(), "SELECT value FROM kept")).isEqualTo("42");
  }

  @Test
  void settings_areDurableAndPrivate() throws SQLException {
    EmbeddedPostgres postgres = start();
    assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
    assertThat(ask(postgres, "SHOW synchronous_commit")).isEqualTo("on");
    assertThat(ask(postgres, "SHOW full_page_writes")).isEqualTo("on");
    assertThat(ask(postgres, "SHOW data_checksums")).isEqualTo("on");
    assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(ask(postgres, "SHOW unix_socket_directories")).isEmpty();
    assertThat(ask(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
    assertThat(ask(postgres, "SHOW max_connections")).isEqualTo("60");
    assertThat(ask(postgres, "SELECT upper('café') || ('Z' < 'a')")).isEqualTo("CAFÉtrue");
  }

  @Test
  void password_isPrivateAndNeeded() throws IOException {
    EmbeddedPostgres postgres = start();
    Path file = folder.resolve("postgres.pgpass");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(postgres.psqlCommand())
        .contains(file.toString())
        .doesNotContain(postgres.password());
    assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "visionlog", "wrong"))
        .hasMessageContaining("password authentication failed");
  }

  /** A Ctrl-C in the terminal reaches the whole process group, and must not reach PostgreSQL. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void postmaster_leadsAGroupOfItsOwn() throws IOException {
    long pid = start().pid();
    String[] state = Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ");
    assertThat(state[4]).isEqualTo(Long.toString(pid));
  }

  @Test
  void supervisor_startsAKilledPostmasterAgainOnTheSamePort() throws SQLException {
    EmbeddedPostgres postgres = start();
    execute(postgres, "CREATE TABLE kept AS SELECT 42 AS value");
    long killed = postgres.pid();
    try (Connection busy = connect(postgres)) {
      kill(killed);
      await().until(() -> postgres.restarts() == 1);
      assertThat(busy.isValid(1)).isFalse();
    }
    assertThat(postgres.pid()).isNotEqualTo(killed);
    assertThat(ask(postgres, "SELECT value FROM kept")).isEqualTo("42");
  }

  @Test
  void supervisor_endsBackendsThatOutliveTheirPostmaster() throws Exception {
    EmbeddedPostgres postgres = start();
    Thread client = new Thread(() -> spin(postgres));
    client.start();
    await().until(() -> ask(postgres, COUNT_SPINNING).equals("1"));
    kill(postgres.pid());
    await().until(() -> postgres.restarts() == 1);
    client.join();
    assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
  }

  @Test
  void start_takesOverFromAKilledJvm() throws Exception {
    Process server = startKilledServer();
    ProcessHandle left = ProcessHandle.of(postmasterOf(server)).orElseThrow();
    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining(options.dataFolder().toString())
        .hasMessageContaining("pid " + server.pid());
    kill(server.pid());
    assertThat(hasEnded(left)).isFalse();
    EmbeddedPostgres postgres = start();
    assertThat(postgres.pid()).isNotEqualTo(left.pid());
    assertThat(hasEnded(left)).isTrue();
    assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
  }

  @Test
  void start_ignoresAPidFileOfAnotherProcess() throws Exception {
    start().close();
    Process other = new ProcessBuilder("sleep", "600").start();
    opened.add(other::destroyForcibly);
    Files.writeString(
        options.dataFolder().resolve("postmaster.pid"),
        "%d\n%s\n%d\n5432\n\n\n1 1\n"
            .formatted(other.pid(), options.dataFolder(), System.currentTimeMillis() / 1000));
    assertThat(ask(start(), "SELECT 1")).isEqualTo("1");
    assertThat(other.isAlive()).isTrue();
  }

  @Test
  void start_beginsAnewAfterAHalfMadeCluster() throws Exception {
    Files.createDirectories(folder.resolve("postgres.unfinished/base"));
    assertThat(ask(start(), "SELECT 1")).isEqualTo("1");
    assertThat(folder.resolve("postgres.unfinished")).doesNotExist();
  }

  @Test
  void start_refusesAFolderInUse() {
    start();
    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining(options.dataFolder().toString())
        .hasMessageContaining("pid " + ProcessHandle.current().pid());
  }

  @Test
  void start_refusesAFolderThatCannotBeMade() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> start(EmbeddedPostgresOptions.of(file.resolve("data/postgres"))))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void start_refusesAFolderOfSomethingElse() throws IOException {
    Files.createDirectories(options.dataFolder());
    Files.writeString(options.dataFolder().resolve("letter.txt"), "Dear");
    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("not a PostgreSQL");
  }

  @Test
  void start_refusesAPortInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatThrownBy(() -> start(options.withPort(taken.getLocalPort())))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining(Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void start_showsWhatPostgresSaid() throws IOException {
    start().close();
    Files.writeString(options.dataFolder().resolve("postgresql.conf"), "no_such_setting = 1");
    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("no_such_setting");
  }

  @Test
  void close_isIdempotentAndEndsPostgres() throws InterruptedException {
    EmbeddedPostgres postgres = start();
    ProcessHandle process = ProcessHandle.of(postgres.pid()).orElseThrow();
    postgres.close();
    postgres.close();
    assertThat(hasEnded(process)).isTrue();
  }

  private static boolean hasEnded(ProcessHandle process) throws InterruptedException {
    return Signal.awaitEnd(process, Duration.ZERO);
  }

  private EmbeddedPostgres start() {
    return start(options);
  }

  private EmbeddedPostgres start(EmbeddedPostgresOptions options) {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(options);
    opened.add(postgres);
    return postgres;
  }

  private Process startKilledServer() throws IOException {
    Process server =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledServer.class.getName(),
                options.dataFolder().toString(),
                BINARIES.toAbsolutePath().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    opened.add(server::destroyForcibly);
    return server;
  }

  private static long postmasterOf(Process server) throws IOException {
    BufferedReader output = server.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("postmaster ")) {
        return Long.parseLong(line.substring("postmaster ".length()));
      }
    }
    throw new AssertionError("The server ended before PostgreSQL was ready");
  }

  /** A loop in the backend that never looks whether its postmaster lives. */
  private static void spin(EmbeddedPostgres postgres) {
    assertThatThrownBy(() -> execute(postgres, "DO 'BEGIN LOOP END LOOP; END'"))
        .isInstanceOf(SQLException.class);
  }

  private static void kill(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
