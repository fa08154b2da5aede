package dev.visionlog.server.store.postgres;

import dev.visionlog.server.model.Metric;
import dev.visionlog.server.model.ModelSeries;
import dev.visionlog.server.model.SystemSeries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of metrics lies in its table: what all have, the columns of the series, and extra
 * data if the kind has some. Immutable.
 */
record MetricTable<S>(
    String name, List<Column<S>> series, boolean hasExtra, SeriesReader<S> reader) {

  static final MetricTable<ModelSeries> MODEL_PERFORMANCE =
      new MetricTable<>(
          "model_performance",
          List.of(
              Column.text("model_name", ModelSeries::modelName),
              Column.text("model_version", ModelSeries::modelVersion),
              Column.text("model_stage", ModelSeries::modelStage),
              Column.text("dataset_version", ModelSeries::datasetVersion),
              Column.text("metric_name", ModelSeries::metricName)),
          true,
          (row, at) ->
              new ModelSeries(
                  row.getString(at),
                  row.getString(at + 1),
                  row.getString(at + 2),
                  row.getString(at + 3),
                  row.getString(at + 4)));

  static final MetricTable<SystemSeries> SYSTEM_METRICS =
      new MetricTable<>(
          "system_metrics",
          List.of(
              Column.text("name", SystemSeries::name),
              Column.json("labels", SystemSeries::labelsJson)),
          false,
          (row, at) -> new SystemSeries(row.getString(at), row.getString(at + 1)));

  /** The columns that every kind has, before those of the series. */
  private static final int COMMON = 4;

  /** A part of what tells one series from another. */
  record Column<S>(String name, String type, Function<S, String> value) {
    static <S> Column<S> text(String name, Function<S, String> value) {
      return new Column<>(name, "text", value);
    }

    static <S> Column<S> json(String name, Function<S, String> value) {
      return new Column<>(name, "jsonb", value);
    }

    boolean isJson() {
      return type.equals("jsonb");
    }

    /** Whether any value will do in a search. */
    boolean isOpen(S wanted) {
      String given = value.apply(wanted);
      return given.isEmpty() || (isJson() && given.equals("{}"));
    }

    /** That the column has, or contains, a value that is to be bound. */
    String condition() {
      return isJson() ? name + " @> ?::jsonb" : name + " = ?";
    }
  }

  /** Reads a series from the columns from this one on. */
  interface SeriesReader<S> {
    S read(ResultSet row, int firstColumn) throws SQLException;
  }

  /** Takes arrays: ids, times, times of receipt, values, the series' columns, extra data. */
  String insert() {
    String texts =
        series.stream().map(column -> ", ?::text[]").collect(Collectors.joining())
            + (hasExtra ? ", ?::text[]" : "");
    String values =
        series.stream()
                .map(column -> ", " + column.name + "::" + column.type)
                .collect(Collectors.joining())
            + (hasExtra ? ", extra_data::jsonb" : "");
    String columns = "id, time, received_time, value" + seriesColumns("") + extraColumn("");
    return "INSERT INTO "
        + name
        + " ("
        + columns
        + ") SELECT id, time, received_time, value"
        + values
        + " FROM unnest(?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::float8[]"
        + texts
        + ") AS m("
        + columns
        + ")";
  }

  /** What {@link #read} reads, from the table under this name. */
  String selection(String alias) {
    String columns = "%s.id, %s.time, %s.received_time, %s.value".replace("%s", alias);
    return columns + seriesColumns(alias + ".") + extraColumn(alias + ".");
  }

  private String seriesColumns(String prefix) {
    return series.stream().map(column -> ", " + prefix + column.name).collect(Collectors.joining());
  }

  private String extraColumn(String prefix) {
    return hasExtra ? ", " + prefix + "extra_data" : "";
  }

  /** The series' columns, for grouping. */
  String seriesNames() {
    return series.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  Metric<S> read(ResultSet row, int first) throws SQLException {
    return new Metric<>(
        row.getLong(first),
        Rows.instant(row, first + 1),
        Rows.instant(row, first + 2),
        reader.read(row, first + COMMON),
        row.getDouble(first + COMMON - 1),
        extra(row, first + COMMON + series.size()));
  }

  private @Nullable String extra(ResultSet row, int column) throws SQLException {
    return hasExtra ? row.getString(column) : null;
  }
}
