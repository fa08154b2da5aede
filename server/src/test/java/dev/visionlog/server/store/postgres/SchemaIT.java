package dev.visionlog.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The server's own migrations, both ways. */
class SchemaIT {
  /** Everything that a migration can make, without what PostgreSQL numbers. */
  private static final String SCHEMA =
      """
      SELECT 'table ' || c.relname || ' ' || c.relkind::text || ' ' || coalesce(pg_get_partkeydef(c.oid), '')
             || coalesce(pg_get_expr(c.relpartbound, c.oid), '') || coalesce(c.reloptions::text, '')
        FROM pg_class AS c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S')
      UNION ALL
      SELECT 'column ' || c.relname || '.' || a.attname || ' '
             || row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum) || ' ' || format_type(a.atttypid, a.atttypmod)
             || ' ' || a.attnotnull || ' ' || a.attidentity::text || ' ' || coalesce(l.collname, '')
             || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
        FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
        LEFT JOIN pg_collation AS l ON l.oid = a.attcollation
        LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
       WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
      UNION ALL
      SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL
      SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL
      SELECT 'view ' || viewname || ' ' || definition FROM pg_views WHERE schemaname = 'public'
      UNION ALL
      SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc
       WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
      UNION ALL
      SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL
      SELECT 'enum ' || t.typname || ' ' || string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)
        FROM pg_enum AS e JOIN pg_type AS t ON t.oid = e.enumtypid GROUP BY t.typname
      UNION ALL
      SELECT 'extension ' || extname FROM pg_extension
      UNION ALL
      SELECT 'sequence ' || sequencename || ' ' || increment_by || ' ' || start_value FROM pg_sequences
      ORDER BY 1
      """;

  private static final int BEFORE_COARSE_COUNTS = 3;

  private static final String COMMIT =
      """
      INSERT INTO commits (position, entries, committed_time, count_buckets, count_levels, count_sources,
                           count_cameras, counts)
      VALUES (6, 6, now(), '{0001-01-01 00:00+00, 1970-01-01 00:07+00, 9999-12-31 23:59+00}', '{INFO, INFO, ERROR}',
              '{a, b, c}', '{-1, 1, 2}', '{1, 2, 3}')
      """;

  private final TestDatabase database = TestDatabase.createEmpty();
  private final Migrations migrations = new Migrations(database.dataSource());

  @Test
  void migrations_goUpDownAndUpToTheSameSchema() throws SQLException {
    int steps = migrations.up().size();
    List<String> first = rows(SCHEMA);
    assertThat(first).anyMatch(row -> row.startsWith("table logs p RANGE"));
    assertThat(migrations.down(steps)).hasSize(steps);
    assertThat(rows(SCHEMA)).noneMatch(row -> row.contains("logs") || row.startsWith("function"));
    assertThat(migrations.up()).hasSize(steps);
    assertThat(rows(SCHEMA)).isEqualTo(first);
  }

  /** Step by step: the schema before each migration is the one after it was taken back. */
  @Test
  void eachMigration_canBeTakenBackAlone() throws SQLException {
    int steps = migrations.up().size();
    List<List<String>> down = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      down.add(rows(SCHEMA));
      migrations.down(1);
      List<String> before = rows(SCHEMA);
      migrations.up();
      assertThat(rows(SCHEMA)).isEqualTo(down.get(0));
      migrations.down(i + 1);
      assertThat(rows(SCHEMA)).isEqualTo(before);
    }
  }

  /** What an older server has counted is counted by longer spans too. */
  @Test
  void coarseCounts_areMadeOfTheDays() throws SQLException {
    migrations.up();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(COMMIT);
      statement.execute("SELECT roll_up_counts(10)");
    }
    String counts = "SELECT c::text FROM log_counts AS c ORDER BY 1";
    List<String> before = rows(counts);
    assertThat(before).hasSize(5 + 5 + 5);
    migrations.down(migrations.status().size() - BEFORE_COARSE_COUNTS);
    assertThat(rows(counts)).hasSize(3 + 3 + 3);
    migrations.up();
    assertThat(rows(counts)).isEqualTo(before);
  }

  @Test
  void down_alsoTakesBackWhatTheServerHasMadeSince() throws SQLException {
    migrations.up();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE logs_20260101 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2026-01-02')");
      statement.execute(
          "INSERT INTO logs (id, time, received_time, level, source, message)"
              + " VALUES (1, '2026-01-01 12:00', now(), 'INFO', 's', 'm')");
    }
    migrations.down(Integer.MAX_VALUE);
    assertThat(rows(SCHEMA)).noneMatch(row -> row.startsWith("table logs"));
    assertThat(migrations.up()).isNotEmpty();
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
