package dev.visionlog.server.store.postgres;

import dev.visionlog.server.store.StoreUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * What an error of the database means for us, by its class. Codes:
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
final class SqlErrors {
  static final String QUERY_CANCELED = "57014";
  static final String LOCK_NOT_AVAILABLE = "55P03";
  static final String UNIQUE_VIOLATION = "23505";

  private SqlErrors() {}

  /** The database refuses these very values; sent again, they would be refused again. */
  static boolean isBadData(SQLException error) {
    String state = state(error);
    return state.startsWith("22") || state.startsWith("54") || state.equals("23502");
  }

  /** The database is away, full, shutting down, or the transaction lost a race: try again. */
  static boolean isTransient(SQLException error) {
    String state = state(error);
    return error instanceof SQLTransientConnectionException
        || state.isEmpty()
        || state.startsWith("08")
        || state.startsWith("25")
        || state.startsWith("40")
        || state.startsWith("53")
        || state.startsWith("55")
        || state.startsWith("57")
        || state.startsWith("58")
        || state.startsWith("XX")
        || state.equals(UNIQUE_VIOLATION);
  }

  static boolean is(Throwable error, String code) {
    SQLException sql = sqlCause(error);
    return sql != null && state(sql).equals(code);
  }

  /** The exception to throw to callers of the store. */
  static RuntimeException translate(Throwable error) {
    SQLException sql = sqlCause(error);
    if (sql != null && isTransient(sql) && !state(sql).equals(QUERY_CANCELED)) {
      return new StoreUnavailableException("The database is not available", error);
    }
    return error instanceof RuntimeException runtime ? runtime : new IllegalStateException(error);
  }

  private static @Nullable SQLException sqlCause(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return error instanceof JdbiException jdbi && jdbi.getCause() instanceof SQLException sql
        ? sql
        : null;
  }

  private static String state(SQLException error) {
    String state = error.getSQLState();
    return state == null ? "" : state;
  }
}
