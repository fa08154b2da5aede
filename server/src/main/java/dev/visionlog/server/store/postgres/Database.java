package dev.visionlog.server.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.visionlog.server.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** The pool of connections to one PostgreSQL. For all threads; whoever opened it closes it. */
public final class Database implements AutoCloseable {
  /** The oldest server we support. */
  private static final int OLDEST_MAJOR = 14;

  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(3);

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /**
   * Opens the pool without connecting.
   *
   * @param connections how many at most; lanes, queries and housekeeping share them
   */
  public static Database open(String jdbcUrl, String user, String password, int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("visionlog");
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", "visionlog");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "5");
    // Texts take the type that the statement expects, so that the planner sees constants of that
    // type.
    config.addDataSourceProperty("stringtype", "unspecified");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    // A server process whose client is stopped while it holds the order of commits must not hold it
    // for ever.
    config.addDataSourceProperty(
        "options", "-c TimeZone=UTC -c idle_in_transaction_session_timeout=10000");
    return new Database(new HikariDataSource(config));
  }

  /** Throws with a message for people if the server cannot be used. */
  public void check() {
    try (Connection connection = pool.getConnection()) {
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
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      return rows.next();
    } catch (SQLException away) {
      return false;
    }
  }

  public DataSource dataSource() {
    return pool;
  }

  <T> T read(HandleCallback<T, RuntimeException> work) {
    try {
      return jdbi.withHandle(work);
    } catch (RuntimeException error) {
      throw SqlErrors.translate(error);
    }
  }

  <T> T transact(HandleCallback<T, RuntimeException> work) {
    try {
      return jdbi.inTransaction(work);
    } catch (RuntimeException error) {
      throw SqlErrors.translate(error);
    }
  }

  /** Several statements that all see the database as it is at one moment. */
  <T> T snapshot(HandleCallback<T, RuntimeException> work) {
    try {
      return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work);
    } catch (RuntimeException error) {
      throw SqlErrors.translate(error);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
