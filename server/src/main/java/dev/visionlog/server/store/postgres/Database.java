package dev.visionlog.server.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.visionlog.server.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The connections to one PostgreSQL, in two pools: one for the server's own work, so that no number
 * of slow queries can keep entries from being stored, and one for callers' queries. For all
 * threads; whoever opened it closes it.
 */
public final class Database implements AutoCloseable {
  /** For the lanes (16 at most), tails and housekeeping. They are opened as they are needed. */
  public static final int WORK_CONNECTIONS = 24;

  /** The oldest server we support. */
  private static final int OLDEST_MAJOR = 14;

  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(3);
  private static final int MIN_IDLE = 2;

  /** Longer than any statement of the server's own takes. */
  private static final Duration WORK_PATIENCE = Duration.ofMinutes(2);

  /**
   * Plans are made for the values at hand: a general one would not know which partitions and
   * partial indexes to use. A question takes one core: the others are for what comes in. A server
   * process whose client is stopped while it holds the order of commits must not hold it for ever.
   * Positions are taken from what others have committed meanwhile, which a stricter isolation would
   * hide.
   */
  private static final String OPTIONS =
      "-c TimeZone=UTC -c plan_cache_mode=force_custom_plan -c jit=off"
          + " -c max_parallel_workers_per_gather=0"
          + " -c default_transaction_isolation=read\\ committed"
          + " -c idle_in_transaction_session_timeout=10000";

  private final HikariDataSource workPool;
  private final HikariDataSource queryPool;
  private final Jdbi work;
  private final Jdbi queries;

  private Database(HikariDataSource workPool, HikariDataSource queryPool) {
    this.workPool = workPool;
    this.queryPool = queryPool;
    this.work = Jdbi.create(workPool);
    this.queries = Jdbi.create(queryPool);
  }

  /**
   * Opens the pools without connecting.
   *
   * @param connections how many there may be for queries
   */
  public static Database open(String jdbcUrl, String user, String password, int connections) {
    HikariConfig work = config(jdbcUrl, user, password);
    // A server that is frozen, not dead, does not answer and does not hang up either.
    work.addDataSourceProperty("socketTimeout", String.valueOf(WORK_PATIENCE.toSeconds()));
    return new Database(
        pool(work, "visionlog-work", WORK_CONNECTIONS),
        pool(config(jdbcUrl, user, password), "visionlog-queries", connections));
  }

  private static HikariConfig config(String jdbcUrl, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", "visionlog");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "5");
    // Texts take the type that the statement expects.
    config.addDataSourceProperty("stringtype", "unspecified");
    config.addDataSourceProperty("options", OPTIONS);
    return config;
  }

  private static HikariDataSource pool(HikariConfig config, String name, int connections) {
    config.setPoolName(name);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(Math.min(MIN_IDLE, connections));
    return new HikariDataSource(config);
  }

  /** Throws with a message for people if the server cannot be used. */
  public void check() {
    try (Connection connection = workPool.getConnection()) {
      int major = connection.getMetaData().getDatabaseMajorVersion();
      if (major < OLDEST_MAJOR) {
        throw new IllegalStateException(
            "PostgreSQL " + major + " is too old; " + OLDEST_MAJOR + " or later is needed");
      }
    } catch (SQLException error) {
      throw new StoreUnavailableException(
          "Cannot connect to PostgreSQL: " + error.getMessage(), error);
    }
  }

  /** Whether a query gets an answer now. */
  public boolean isAvailable() {
    try (Connection connection = workPool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      return rows.next();
    } catch (SQLException away) {
      return false;
    }
  }

  /** For the server's own work. */
  public DataSource dataSource() {
    return workPool;
  }

  /** Something that the server itself needs, in a statement or several. */
  <T> T work(HandleCallback<T, RuntimeException> task) {
    return translating(() -> work.withHandle(task));
  }

  /** Something that a caller asked for. */
  <T> T read(HandleCallback<T, RuntimeException> task) {
    return translating(() -> queries.withHandle(task));
  }

  /** The same in one transaction. */
  <T> T transact(HandleCallback<T, RuntimeException> task) {
    return translating(() -> queries.inTransaction(task));
  }

  /**
   * Several statements that all see the entries, and their counts, as they are at one moment. No
   * rows move to a partition meanwhile: they would be in neither place for whoever sees the moment
   * before and the partitions after.
   */
  <T> T snapshot(TableNames names, HandleCallback<T, RuntimeException> task) {
    return translating(
        () ->
            queries.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                handle -> {
                  handle.execute("LOCK TABLE ONLY " + names.entries() + " IN ACCESS SHARE MODE");
                  return task.withHandle(handle);
                }));
  }

  private static <T> T translating(Supplier<T> task) {
    try {
      return task.get();
    } catch (RuntimeException error) {
      throw SqlErrors.translate(error);
    }
  }

  @Override
  public void close() {
    queryPool.close();
    workPool.close();
  }
}
