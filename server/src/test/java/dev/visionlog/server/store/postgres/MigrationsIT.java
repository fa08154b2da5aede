package dev.visionlog.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visionlog.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MigrationsIT {
  private final TestDatabase database = TestDatabase.createEmpty();

  @Test
  void up_appliesWhatIsPendingInOrder() {
    assertThat(migrations("first").up()).extracting(Migration::name).containsExactly("cameras");
    assertThat(migrations("second").up()).extracting(Migration::name).containsExactly("functions");
    assertThat(migrations("second").up()).isEmpty();
  }

  @Test
  void up_sendsScriptsAsTheyAre() throws SQLException {
    migrations("second").up();
    assertThat(ask("SELECT note FROM cameras")).isEqualTo("yes; {fn now()}");
  }

  @Test
  void up_takesBackWhatAFailedMigrationDid() throws SQLException {
    assertThatThrownBy(() -> migrations("broken").up())
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("V002 (broken)")
        .hasMessageContaining("\"cameras\" already exists");
    assertThat(ask("SELECT count(*) FROM cameras")).isEqualTo("0");
    assertThat(ask("SELECT max(version) FROM schema_migrations")).isEqualTo("1");
  }

  @Test
  void up_refusesAChangedScript() {
    migrations("first").up();
    assertThatThrownBy(() -> migrations("changed").up())
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("V001 (cameras)")
        .hasMessageContaining("changed");
  }

  @Test
  void up_refusesTheDatabaseOfANewerServer() {
    migrations("second").up();
    assertThatThrownBy(() -> migrations("first").up())
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("V002 (functions)")
        .hasMessageContaining("newer");
  }

  @Test
  void up_mayRunInSeveralServersAtOnce() throws Exception {
    ExecutorService servers = Executors.newFixedThreadPool(4);
    try {
      Callable<List<Migration>> up = () -> migrations("second").up();
      int applied = 0;
      for (Future<List<Migration>> each : servers.invokeAll(List.of(up, up, up, up))) {
        applied += each.get().size();
      }
      assertThat(applied).isEqualTo(2);
    } finally {
      servers.shutdown();
    }
  }

  @Test
  void down_takesBackTheLastSteps() throws SQLException {
    migrations("second").up();
    assertThat(migrations("second").down(1))
        .extracting(Migration::name)
        .containsExactly("functions");
    assertThat(ask("SELECT count(*) FROM cameras")).isEqualTo("0");
    assertThat(migrations("second").down(5)).extracting(Migration::name).containsExactly("cameras");
    assertThat(migrations("second").up()).hasSize(2);
  }

  @Test
  void status_tellsAppliedFromPending() {
    assertThat(migrations("second").status())
        .extracting(status -> status.appliedAt().isPresent())
        .containsExactly(false, false);
    migrations("first").up();
    assertThat(migrations("second").status())
        .extracting(status -> status.appliedAt().isPresent())
        .containsExactly(true, false);
  }

  @Test
  void index_mustHaveNoGaps() {
    assertThatThrownBy(() -> migrations("gap"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("expected V002__name, found 'V003__b'");
  }

  private Migrations migrations(String folder) {
    return new Migrations(database.dataSource(), "migrations/" + folder);
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
