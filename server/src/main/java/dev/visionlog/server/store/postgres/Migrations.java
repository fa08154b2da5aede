package dev.visionlog.server.store.postgres;

import dev.visionlog.server.store.postgres.SchemaHistory.Applied;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the database's schema to the version that this server knows, and back.
 *
 * <p>Each migration runs in a transaction of its own, under a lock, so that any number of servers
 * can do this at once: one applies a step, the others find it applied. Every method throws {@link
 * MigrationException} when the database was changed by someone else: by a newer server, or by
 * migrations other than these. Safe for use by several threads.
 */
public final class Migrations {
  private static final Logger log = LoggerFactory.getLogger(Migrations.class);

  private final DataSource dataSource;
  private final List<Migration> known;

  /** The server's own migrations. */
  public Migrations(DataSource dataSource) {
    this(dataSource, "db");
  }

  /** The migrations in a folder of the class path. */
  Migrations(DataSource dataSource, String root) {
    this.dataSource = dataSource;
    this.known = new MigrationScripts(root).read();
  }

  /** Every migration, in order; changes nothing. */
  public List<MigrationStatus> status() {
    return inTransaction(
        history -> {
          List<Applied> applied = checked(history.read());
          return IntStream.range(0, known.size()).mapToObj(i -> status(i, applied)).toList();
        });
  }

  private MigrationStatus status(int index, List<Applied> applied) {
    Migration migration = known.get(index);
    return new MigrationStatus(
        migration.version(),
        migration.name(),
        index < applied.size() ? Optional.of(applied.get(index).at()) : Optional.empty());
  }

  /** Applies what is pending and returns that, in order. */
  public List<Migration> up() {
    return repeat(Integer.MAX_VALUE, this::stepUp);
  }

  /** Takes back the last migrations, at most {@code steps}, and returns them, newest first. */
  public List<Migration> down(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be 1 or more, not " + steps);
    }
    return repeat(steps, this::stepDown);
  }

  private Optional<Migration> stepUp(SchemaHistory history) throws SQLException {
    history.create();
    int applied = checked(history.read()).size();
    if (applied == known.size()) {
      return Optional.empty();
    }
    Migration next = known.get(applied);
    run(history, next, next.up());
    history.add(next);
    log.info("Applied migration {}", next.label());
    return Optional.of(next);
  }

  private Optional<Migration> stepDown(SchemaHistory history) throws SQLException {
    int applied = checked(history.read()).size();
    if (applied == 0) {
      return Optional.empty();
    }
    Migration last = known.get(applied - 1);
    run(history, last, last.down());
    history.remove(last);
    log.info("Took back migration {}", last.label());
    return Optional.of(last);
  }

  private static void run(SchemaHistory history, Migration migration, String script) {
    try {
      history.execute(script);
    } catch (SQLException e) {
      throw new MigrationException(
          "Migration " + migration.label() + " failed: " + e.getMessage(), e);
    }
  }

  /** What was applied must be the beginning of what we know. */
  private List<Applied> checked(List<Applied> applied) {
    for (int i = 0; i < applied.size(); i++) {
      check(applied.get(i), i);
    }
    return applied;
  }

  private void check(Applied applied, int index) {
    if (applied.version() > known.size()) {
      throw new MigrationException(
          "The database has migration V%03d (%s), but this Visionlog knows only %d: a newer one has changed it. Start that one, or use it to migrate down"
              .formatted(applied.version(), applied.name(), known.size()));
    }
    Migration migration = known.get(index);
    if (applied.version() != migration.version()) {
      throw new MigrationException(
          "The database lacks migration %s, but has a later one".formatted(migration.label()));
    }
    if (!applied.checksum().equals(migration.checksum())) {
      throw new MigrationException(
          "Migration %s is not the one that was applied at %s: its script was changed since (checksum %.12s, then %.12s)"
              .formatted(
                  migration.label(), applied.at(), migration.checksum(), applied.checksum()));
    }
  }

  private List<Migration> repeat(int times, Work<Optional<Migration>> step) {
    List<Migration> done = new ArrayList<>();
    while (done.size() < times) {
      Optional<Migration> migration =
          inTransaction(
              history -> {
                history.lock();
                return step.on(history);
              });
      if (migration.isEmpty()) {
        break;
      }
      done.add(migration.get());
    }
    return done;
  }

  private interface Work<T> {
    T on(SchemaHistory history) throws SQLException;
  }

  private <T> T inTransaction(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(new SchemaHistory(connection));
        connection.commit();
        return result;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new MigrationException("Cannot migrate the database: " + e.getMessage(), e);
    }
  }
}
