package dev.visionlog.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.model.Level;
import dev.visionlog.server.model.LogEntry;
import dev.visionlog.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Compares what PostgreSQL selects with what the predicate selects, for filters by chance. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterEquivalenceIT {

  private static final long SEED = Long.getLong("filter.seed", 20_260_131L);
  private static final int ENTRIES = 400;
  private static final int FILTERS = Integer.getInteger("filter.count", 6_000);

  private static final FilterColumns LOGS = FilterColumns.logs("COALESCE(l.commit_position, 0)");

  private List<LogEntry> entries = List.of();
  private Connection connection;

  @BeforeAll
  void storeEntries() throws Exception {
    connection = TestDatabase.createEmpty().connect();
    createTables();
    RandomEntries source = new RandomEntries(new Random(SEED));
    entries = LongStream.range(0, ENTRIES).mapToObj(source::next).toList();
    insertEntries();
    insertCounters();
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void filters_selectTheSameInSqlAndInMemory() throws SQLException {
    RandomFilters filters = new RandomFilters(new Random(SEED));
    int telling = 0;
    for (int i = 0; i < FILTERS; i++) {
      Filter filter = filters.next(i % 4);
      Set<Long> selected = assertSame(filter);
      telling += selected.isEmpty() || selected.size() == ENTRIES ? 0 : 1;
    }
    // Otherwise the test would compare nothing with nothing.
    assertThat(telling).isGreaterThan(FILTERS / 2);
  }

  @Test
  void filters_ofRangeAndRestSelectTheSame() {
    RandomFilters filters = new RandomFilters(new Random(SEED));
    for (int i = 0; i < FILTERS; i++) {
      Filter filter = Filter.and(filters.next(1), filters.next(1), filters.next(0));
      assertThat(selectedInRange(filter))
          .as(() -> describe(filter))
          .isEqualTo(selectedInMemory(filter));
    }
  }

  @Test
  void countableFilters_selectTheSameCounters() throws SQLException {
    RandomFilters filters = new RandomFilters(new Random(SEED));
    for (int i = 0; i < FILTERS / 4; i++) {
      Filter filter = filters.nextCountable(i % 3);
      assertThat(FilterFields.isCountable(filter, FilterSchema.LOGS)).isTrue();
      SqlCondition condition = FilterSql.compile(filter, FilterColumns.logCounters());
      assertThat(select("SELECT c.id FROM counters c WHERE ", condition))
          .as(() -> describe(filter))
          .isEqualTo(selectedInMemory(filter));
    }
  }

  @Test
  void emptyAndMissingLoggerNames_areTheSame() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("UPDATE l SET logger_name = NULL WHERE logger_name = '' AND id % 2 = 0");
    }
    for (FilterOperator operator : FilterOperator.values()) {
      for (String text : List.of("", "a", "ab", "~")) {
        assertSame(loggerName(operator, TextPattern.literal(text)));
        assertSame(Filter.not(loggerName(operator, TextPattern.literal(text))));
      }
    }
    assertSame(loggerName(FilterOperator.EQUAL, TextPattern.ANYTHING));
    assertSame(loggerName(FilterOperator.NOT_EQUAL, new TextPattern(List.of("a", ""))));
    assertSame(parse("logger:*"));
    assertSame(parse("-logger:*"));
    assertSame(parse("''"));
  }

  private static Filter loggerName(FilterOperator operator, TextPattern value) {
    return new Filter.TextComparison(FilterField.LOGGER_NAME, operator, value);
  }

  private Set<Long> assertSame(Filter filter) throws SQLException {
    Set<Long> inMemory = selectedInMemory(filter);
    assertThat(selectedInSql(filter)).as(() -> describe(filter)).isEqualTo(inMemory);
    return inMemory;
  }

  private static String describe(Filter filter) {
    return "-Dfilter.seed=%d: %s%n%s"
        .formatted(SEED, Filter.canonical(filter), FilterSql.compile(filter, LOGS));
  }

  private Set<Long> selectedInMemory(Filter filter) {
    return selected(FilterPredicate.compile(filter, EntryFields.LOGS));
  }

  private Set<Long> selectedInRange(Filter filter) {
    TimeRange times = FilterFields.timeRange(filter);
    PositionRange positions = FilterFields.positionRange(filter);
    Filter rest = FilterFields.withoutPosition(FilterFields.withoutTime(filter));
    return selected(
        FilterPredicate.compile(rest, EntryFields.LOGS)
            .and(entry -> times.contains(entry.time()))
            .and(entry -> positions.contains(entry.position())));
  }

  private Set<Long> selected(Predicate<LogEntry> predicate) {
    return entries.stream()
        .filter(predicate)
        .map(LogEntry::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<Long> selectedInSql(Filter filter) throws SQLException {
    return select("SELECT l.id FROM l WHERE ", FilterSql.compile(filter, LOGS));
  }

  private Set<Long> select(String select, SqlCondition condition) throws SQLException {
    Set<Long> ids = new TreeSet<>();
    try (PreparedStatement statement = connection.prepareStatement(select + condition.sql())) {
      bind(statement, condition.bindings());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
      }
    }
    return ids;
  }

  private static void bind(PreparedStatement statement, List<?> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }

  private void createTables() throws SQLException {
    String levels =
        Arrays.stream(Level.values())
            .map(level -> "'" + level.name() + "'")
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TYPE log_level AS ENUM (" + levels + ")");
      statement.execute(
          """
          CREATE TABLE l (
            id bigint PRIMARY KEY,
            level log_level NOT NULL,
            message text COLLATE "C" NOT NULL,
            time timestamptz NOT NULL,
            received_time timestamptz NOT NULL,
            camera_id bigint,
            source text COLLATE "C" NOT NULL,
            logger_name text COLLATE "C",
            extra_data jsonb,
            commit_position bigint)
          """);
      statement.execute(
          """
          CREATE TABLE counters (
            id bigint PRIMARY KEY,
            level log_level NOT NULL,
            camera_id bigint NOT NULL,
            source text COLLATE "C" NOT NULL)
          """);
    }
  }

  private void insertEntries() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO l VALUES
              (?, CAST(? AS log_level), ?, ?, ?, ?, ?, ?, CAST(? AS jsonb), NULLIF(?, 0))
            """)) {
      for (LogEntry entry : entries) {
        bind(
            insert,
            Arrays.asList(
                entry.id(),
                entry.level().name(),
                entry.message(),
                utc(entry.time()),
                utc(entry.receivedTime()),
                entry.cameraId(),
                entry.source(),
                entry.loggerName(),
                entry.extraJson(),
                entry.position()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void insertCounters() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO counters SELECT id, level, COALESCE(camera_id, -1), source FROM l");
    }
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static Filter parse(String text) {
    return FilterParser.parse(text, FilterSchema.LOGS);
  }
}
