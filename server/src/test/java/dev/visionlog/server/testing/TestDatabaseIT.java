package dev.visionlog.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.store.postgres.MigrationStatus;
import dev.visionlog.server.store.postgres.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestDatabaseIT {
  @Test
  void migratedDatabases_haveTheSchemaAndShareNothing() throws SQLException {
    TestDatabase one = TestDatabase.createMigrated();
    TestDatabase other = TestDatabase.createMigrated();
    execute(one, "CREATE TABLE mine ()");
    execute(other, "CREATE TABLE mine ()");
    assertThat(new Migrations(one.dataSource()).status())
        .extracting(MigrationStatus::appliedAt)
        .allMatch(Optional::isPresent);
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
