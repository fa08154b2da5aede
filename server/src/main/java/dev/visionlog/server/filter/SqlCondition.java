package dev.visionlog.server.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A condition for a WHERE clause. Safe to combine with others by AND, OR and NOT without further
 * parentheses.
 *
 * @param sql the condition; each {@code ?} in it is a placeholder
 * @param bindings the placeholders' values in order: {@code String}, {@code Long}, {@code Double},
 *     {@code Boolean}, {@code BigDecimal} or {@code OffsetDateTime}
 */
public record SqlCondition(String sql, List<Object> bindings) {

  public SqlCondition {
    bindings = List.copyOf(bindings);
  }

  static SqlCondition of(String sql, Object... bindings) {
    return new SqlCondition(sql, Arrays.asList(bindings));
  }

  /** This, then the other: texts and bindings. */
  SqlCondition then(SqlCondition next) {
    List<Object> all = new ArrayList<>(bindings);
    all.addAll(next.bindings);
    return new SqlCondition(sql + next.sql, all);
  }

  SqlCondition then(String text, Object... values) {
    return then(of(text, values));
  }
}
