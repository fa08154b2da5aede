package dev.visionlog.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.model.Entry;
import dev.visionlog.server.testing.TestDatabase;
import dev.visionlog.testing.basics.Chance;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Compares what PostgreSQL selects with what the predicate selects, for filters by chance.
 *
 * @param <E> the kind of entries
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FilterEquivalenceContract<E extends Entry<E>> {

  private static final long SEED = Long.getLong("filter.seed", 20_260_131L);
  private static final int ENTRIES = 400;
  private static final int FILTERS = Integer.getInteger("filter.count", 3_000);
  private static final int DAMAGED_TEXTS = 1_000;

  private final EntryFields<E> fields;
  private final FilterColumns columns;
  private final FilterColumns counters;
  private List<E> entries = List.of();
  private Connection connection;

  /**
   * @param columns of the table {@code l}
   * @param counters of the table {@code c}
   */
  FilterEquivalenceContract(EntryFields<E> fields, FilterColumns columns, FilterColumns counters) {
    this.fields = fields;
    this.columns = columns;
    this.counters = counters;
  }

  /**
   * Creates the tables {@code l} and {@code c}, with types and collations of the server's own. The
   * former also has a {@code commit_position}, the latter the {@code id} of the entry it counts.
   */
  abstract void createTables(Statement statement) throws SQLException;

  /** Makes an entry with the given id. */
  abstract LongFunction<E> entries(Random random);

  /** The statement that stores an entry, with the values of {@link #row}. */
  abstract String insert();

  abstract List<@Nullable Object> row(E entry);

  /** The statement that makes a counter of each entry. */
  abstract String insertCounters();

  @BeforeAll
  void storeEntries() throws Exception {
    connection = TestDatabase.createMigrated().connect();
    entries = LongStream.range(0, ENTRIES).mapToObj(entries(new Random(SEED))).toList();
    try (Statement statement = connection.createStatement()) {
      createTables(statement);
      insertEntries();
      statement.execute(insertCounters());
    }
  }

  private void insertEntries() throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(insert())) {
      for (E entry : entries) {
        bind(insert, row(entry));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void filters_selectTheSameInSqlAndInMemory() throws SQLException {
    RandomFilters filters = filters();
    int telling = 0;
    for (int i = 0; i < FILTERS; i++) {
      Filter filter = filters.next(i % 4);
      Set<Long> selected = assertSame(filter);
      telling += selected.isEmpty() || selected.size() == ENTRIES ? 0 : 1;
    }
    // Otherwise the test would compare nothing with nothing.
    assertThat(telling).isGreaterThan(FILTERS / 2);
  }

  /** Texts with faults say things that the generator of filters does not think of. */
  @Test
  void filtersOfDamagedTexts_selectTheSameInSqlAndInMemory() {
    Chance.times(DAMAGED_TEXTS, chance -> assertRefusedOrSame(damagedText(chance)));
  }

  private String damagedText(Chance chance) {
    Filter filter = new RandomFilters(chance.random(), fields.schema()).next(chance.below(3));
    byte[] text = Filter.canonical(filter).getBytes(StandardCharsets.UTF_8);
    return new String(chance.damaged(text), StandardCharsets.UTF_8);
  }

  private void assertRefusedOrSame(String text) {
    Filter filter;
    try {
      filter = FilterParser.parse(text, fields.schema());
    } catch (FilterException refused) {
      assertThat(refused.position()).as(text).isBetween(1, text.length() + 1);
      assertThat(refused.getMessage()).hasSizeLessThan(500);
      return;
    }
    try {
      assertSame(filter);
    } catch (SQLException error) {
      throw new AssertionError(text, error);
    }
  }

  @Test
  void filters_ofRangeAndRestSelectTheSame() {
    RandomFilters filters = filters();
    for (int i = 0; i < FILTERS; i++) {
      Filter filter = Filter.and(filters.next(1), filters.next(1), filters.next(0));
      assertThat(selectedInRange(filter))
          .as(() -> describe(filter))
          .isEqualTo(selectedInMemory(filter));
    }
  }

  @Test
  void countableFilters_selectTheSameCounters() throws SQLException {
    RandomFilters filters = filters();
    for (int i = 0; i < FILTERS / 4; i++) {
      Filter filter = filters.nextCountable(i % 3);
      assertThat(FilterFields.isCountable(filter, fields.schema())).isTrue();
      SqlCondition condition = FilterSql.compile(filter, counters);
      assertThat(select("SELECT c.id FROM c WHERE ", condition))
          .as(() -> describe(filter))
          .isEqualTo(selectedInMemory(filter));
    }
  }

  @Test
  void emptyTexts_areTheSameAsMissingOnes() throws SQLException {
    for (FilterField field : fields.schema().fields()) {
      if (field.type() == FieldType.TEXT) {
        assertSameAround(field);
      }
    }
    assertSame(new Filter.Search(""));
  }

  private void assertSameAround(FilterField field) throws SQLException {
    for (FilterOperator operator : FilterOperator.values()) {
      for (String text : List.of("", "a", "ab", "~")) {
        assertSameNegated(new Filter.TextComparison(field, operator, TextPattern.literal(text)));
      }
    }
    TextPattern anything = TextPattern.ANYTHING;
    assertSameNegated(new Filter.TextComparison(field, FilterOperator.EQUAL, anything));
    assertSameNegated(new Filter.TextComparison(field, FilterOperator.NOT_EQUAL, anything));
    assertSameNegated(new Filter.Presence(field));
  }

  private void assertSameNegated(Filter filter) throws SQLException {
    assertSame(filter);
    assertSame(Filter.not(filter));
  }

  private RandomFilters filters() {
    return new RandomFilters(new Random(SEED), fields.schema());
  }

  private Set<Long> assertSame(Filter filter) throws SQLException {
    Set<Long> inMemory = selectedInMemory(filter);
    assertThat(selectedInSql(filter)).as(() -> describe(filter)).isEqualTo(inMemory);
    return inMemory;
  }

  private String describe(Filter filter) {
    return "-Dfilter.seed=%d: %s%n%s"
        .formatted(SEED, Filter.canonical(filter), FilterSql.compile(filter, columns));
  }

  private Set<Long> selectedInMemory(Filter filter) {
    return selected(FilterPredicate.compile(filter, fields));
  }

  private Set<Long> selectedInRange(Filter filter) {
    TimeRange times = FilterFields.timeRange(filter);
    PositionRange positions = FilterFields.positionRange(filter);
    Filter rest = FilterFields.withoutPosition(FilterFields.withoutTime(filter));
    return selected(
        FilterPredicate.compile(rest, fields)
            .and(entry -> times.contains(entry.time()))
            .and(entry -> positions.contains(entry.position())));
  }

  private Set<Long> selected(Predicate<E> predicate) {
    return entries.stream()
        .filter(predicate)
        .map(Entry::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<Long> selectedInSql(Filter filter) throws SQLException {
    return select("SELECT l.id FROM l WHERE ", FilterSql.compile(filter, columns));
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

  static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
