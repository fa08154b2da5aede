package dev.visionlog.testing;

import dev.visionlog.server.embedded.EmbeddedPostgres;
import dev.visionlog.server.embedded.EmbeddedPostgresOptions;
import dev.visionlog.server.store.postgres.Database;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One PostgreSQL for the test JVM, below target and with the settings of the product, but for
 * fsync. It ends with the JVM. Any thread.
 */
public final class TestPostgres {
  /** Of the servers that are started as processes too, so that nothing is unpacked twice. */
  public static final Path CACHES = Path.of("target", "caches").toAbsolutePath();

  private static final EmbeddedPostgres POSTGRES = start();
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final int CONNECTIONS = 4;

  private TestPostgres() {}

  /** The name of a new database with the server's schema. */
  public static String create() {
    return Migrated.take();
  }

  public static Database open(String name) {
    return Database.open(POSTGRES.jdbcUrl(name), POSTGRES.user(), POSTGRES.password(), CONNECTIONS);
  }

  /** The first column of the rows; none if the statement is no query. */
  public static List<String> query(String database, String sql) {
    return query(POSTGRES, database, sql);
  }

  private static List<String> query(EmbeddedPostgres postgres, String database, String sql) {
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(database), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      List<String> found = new ArrayList<>();
      if (statement.execute(sql)) {
        ResultSet rows = statement.getResultSet();
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** A new folder below target. */
  public static Path folder(String prefix) {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(Path.of("target").toAbsolutePath()), prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres start() {
    Path folder = folder("test-postgres");
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            EmbeddedPostgresOptions.of(folder.resolve("postgres"))
                .withBinariesFolder(CACHES.resolve("visionlog")));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  postgres.close();
                  delete(folder);
                }));
    spareTheDisk(postgres);
    return postgres;
  }

  /**
   * What a test leaves need not outlive a power cut, and slow disks would take most of its time.
   */
  private static void spareTheDisk(EmbeddedPostgres postgres) {
    query(postgres, "postgres", "ALTER SYSTEM SET fsync = off");
    query(postgres, "postgres", "SELECT pg_reload_conf()");
  }

  private static final class Migrated {
    private static final String NAME = migrate();

    /** The next one is made while a test has its own. */
    private static CompletableFuture<String> next = CompletableFuture.supplyAsync(Migrated::copy);

    static synchronized String take() {
      String ready = next.join();
      next = CompletableFuture.supplyAsync(Migrated::copy);
      return ready;
    }

    private static String copy() {
      String name = "test_" + COUNT.incrementAndGet();
      query("postgres", "CREATE DATABASE " + name + " TEMPLATE " + NAME);
      return name;
    }

    private static String migrate() {
      String name = "migrated";
      query("postgres", "CREATE DATABASE " + name);
      try (Database database = open(name)) {
        new Migrations(database.dataSource()).up();
      }
      return name;
    }
  }
}
