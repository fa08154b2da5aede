package dev.visionlog.server.store.postgres;

import dev.visionlog.server.store.MetricSearch;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/** A WHERE clause for a table of metrics and its bindings. Not for several threads. */
final class MetricCondition {
  private final List<String> terms = new ArrayList<>(List.of("true"));
  private final List<Object> bindings = new ArrayList<>();

  /** The series and the period of a search, without its place. */
  static <S> MetricCondition of(MetricTable<S> table, MetricSearch<S> search) {
    MetricCondition condition = new MetricCondition();
    for (MetricTable.Column<S> column : table.series()) {
      if (!column.isOpen(search.series())) {
        condition.and(column.condition(), column.value().apply(search.series()));
      }
    }
    search.start().ifPresent(start -> condition.and("time >= ?", start));
    search.end().ifPresent(end -> condition.and("time < ?", end));
    return condition;
  }

  MetricCondition and(String term, Object... values) {
    terms.add(term);
    for (Object value : values) {
      bindings.add(value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
    }
    return this;
  }

  String sql() {
    return String.join(" AND ", terms);
  }

  /** Binds the clause's values from the given place on; returns the place after them. */
  <Q extends SqlStatement<Q>> int bind(Q statement, int from) {
    int next = from;
    for (Object value : bindings) {
      statement.bind(next++, value);
    }
    return next;
  }
}
