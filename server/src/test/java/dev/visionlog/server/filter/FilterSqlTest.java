package dev.visionlog.server.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FilterSqlTest {

  private static final FilterColumns LOGS = FilterColumns.logs("l.position");
  private static final FilterColumns PREDICTIONS = FilterColumns.predictions("l.position");

  @Test
  void compile_leavesComparisonsPlainForIndexes() {
    assertThat(compile("level >= WARNING source = api camera_id = 3 extra.a.b = 1.0"))
        .isEqualTo(
            SqlCondition.of(
                "(l.level >= 'WARNING' AND l.source = ? AND l.camera_id = ?"
                    + " AND l.extra_data @> CAST(? AS jsonb))",
                "api",
                3L,
                "{\"a\":{\"b\":1}}"));
  }

  @Test
  void compile_makesNegationsTwoValued() {
    assertThat(compile("-camera_id = 3"))
        .isEqualTo(SqlCondition.of("((l.camera_id = ?) IS NOT TRUE)", 3L));
  }

  @Test
  void compile_escapesPatterns() {
    assertThat(compile("message:'50%_\\\\'"))
        .isEqualTo(SqlCondition.of("lower(l.message) LIKE ?", "%50\\%\\_\\\\%"));
    assertThat(compile("message = 'a*%'")).isEqualTo(SqlCondition.of("l.message LIKE ?", "a%\\%"));
  }

  @Test
  void compile_leavesComparisonsOfPredictionsPlainForIndexes() {
    assertThat(
            compilePrediction(
                "class = person defect = true confidence < 0.6 model_name = yolo device = e1"))
        .isEqualTo(
            SqlCondition.of(
                "(l.classes @> ARRAY[CAST(? AS text)] AND l.defect_detected = ?"
                    + " AND l.confidence < ? AND l.model_name = ? AND l.edge_device_id = ?)",
                "person",
                true,
                0.6,
                "yolo",
                "e1"));
  }

  @Test
  void compile_looksIntoEachClass() {
    assertThat(compilePrediction("class = per*"))
        .isEqualTo(
            SqlCondition.of(
                "EXISTS (SELECT FROM unnest(l.classes) AS element"
                    + " WHERE element COLLATE \"C\" LIKE ?)",
                "per%"));
  }

  @Test
  void compile_takesEmptyTextsOfPredictionsForMissing() {
    assertThat(compilePrediction("status != success"))
        .isEqualTo(SqlCondition.of("NULLIF(l.status, '') <> ?", "success"));
  }

  @Test
  void compile_ofAllIsTrue() {
    assertThat(compile("")).isEqualTo(SqlCondition.of("TRUE"));
  }

  @Test
  void compile_refusesFieldsWithoutColumn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FilterSql.compile(parse("message:a"), FilterColumns.logCounters()))
        .withMessage("there is no column for message");
  }

  @Test
  void compile_bindsOneValueOfAKnownTypeForEachPlaceholder() {
    RandomFilters filters = new RandomFilters(new Random(3), FilterSchema.PREDICTIONS);
    for (int i = 0; i < 5_000; i++) {
      SqlCondition condition = FilterSql.compile(filters.next(2), PREDICTIONS);
      assertThat(condition.sql().chars().filter(c -> c == '?')).hasSameSizeAs(condition.bindings());
      assertThat(condition.bindings())
          .hasOnlyElementsOfTypes(
              String.class,
              Long.class,
              Double.class,
              Boolean.class,
              BigDecimal.class,
              OffsetDateTime.class);
    }
  }

  private static SqlCondition compile(String text) {
    return FilterSql.compile(parse(text), LOGS);
  }

  private static SqlCondition compilePrediction(String text) {
    return FilterSql.compile(FilterParser.parse(text, FilterSchema.PREDICTIONS), PREDICTIONS);
  }

  private static Filter parse(String text) {
    return FilterParser.parse(text, FilterSchema.LOGS);
  }
}
