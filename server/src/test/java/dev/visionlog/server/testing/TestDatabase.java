package dev.visionlog.server.testing;

import dev.visionlog.server.embedded.EmbeddedPostgres;
import dev.visionlog.server.embedded.EmbeddedPostgresOptions;
import dev.visionlog.server.store.postgres.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of its own for a test, on one PostgreSQL for the whole test JVM, which runs with the
 * settings of the product (but for fsync) and ends with the JVM. Safe for use by several threads.
 */
public record TestDatabase(String name, String jdbcUrl, String user, String password) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A fresh database with nothing in it. */
  public static TestDatabase createEmpty() {
    return create("template0");
  }

  /** A fresh database with the server's whole schema, copied from one that was migrated once. */
  public static TestDatabase createMigrated() {
    return Migrated.take();
  }

  /** Leaves less to be deleted at the end. Whoever is still connected is thrown out. */
  public void drop() {
    executeAsAdmin("DROP DATABASE " + name + " WITH (FORCE)");
  }

  /** Each call opens a connection; put a pool in front if that matters. */
  public DataSource dataSource() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(jdbcUrl);
    dataSource.setUser(user);
    dataSource.setPassword(password);
    return dataSource;
  }

  public Connection connect() throws SQLException {
    return dataSource().getConnection();
  }

  /** How many wait for a lock at the moment. */
  public long waiting() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND wait_event_type = 'Lock'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The PostgreSQL behind all test databases. Do not kill it: others use it too. */
  public static EmbeddedPostgres postgres() {
    return Shared.POSTGRES;
  }

  private static TestDatabase create(String template) {
    String name = "test_" + COUNT.incrementAndGet();
    executeAsAdmin("CREATE DATABASE " + name + " TEMPLATE " + template);
    return of(name);
  }

  private static TestDatabase of(String name) {
    EmbeddedPostgres postgres = postgres();
    return new TestDatabase(name, postgres.jdbcUrl(name), postgres.user(), postgres.password());
  }

  /** Runs a statement in another database of the same PostgreSQL. */
  public static void executeAsAdmin(String sql) {
    execute(postgres(), sql);
  }

  private static void execute(EmbeddedPostgres postgres, String sql) {
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static final class Migrated {
    static final TestDatabase TEMPLATE = createEmpty();

    /** The next one is made while a test has its own. */
    private static CompletableFuture<TestDatabase> next;

    static {
      new Migrations(TEMPLATE.dataSource()).up();
      next = CompletableFuture.supplyAsync(Migrated::copy);
    }

    static synchronized TestDatabase take() {
      TestDatabase ready = next.join();
      next = CompletableFuture.supplyAsync(Migrated::copy);
      return ready;
    }

    private static TestDatabase copy() {
      return create(TEMPLATE.name());
    }
  }

  private static final class Shared {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
        Path folder = Files.createTempDirectory(target, "test-postgres");
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(
                EmbeddedPostgresOptions.of(folder.resolve("postgres"))
                    .withBinariesFolder(target.resolve("postgres-binaries")));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(postgres, folder)));
        spareTheDisk(postgres);
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * What a test leaves need not outlive a power cut, and slow disks would take most of its time.
     */
    private static void spareTheDisk(EmbeddedPostgres postgres) {
      execute(postgres, "ALTER SYSTEM SET fsync = off");
      execute(postgres, "SELECT pg_reload_conf()");
    }

    private static void end(EmbeddedPostgres postgres, Path folder) {
      postgres.close();
      try (Stream<Path> files = Files.walk(folder)) {
        List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        for (Path file : deepestFirst) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
