package dev.visionlog.benchmarks.queries;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table that grows by columns, as Markdown. Cells that were not filled are empty. */
final class Sheet {
  private final String labels;
  private final List<String> columns = new ArrayList<>();
  private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

  /**
   * @param labels the heads of the columns that name a row
   */
  Sheet(String... labels) {
    this.labels = String.join(" | ", labels);
  }

  /**
   * @param row its names, as many as there are labels
   */
  void put(List<String> row, String column, String cell) {
    if (!columns.contains(column)) {
      columns.add(column);
    }
    rows.computeIfAbsent(String.join(" | ", row), name -> new LinkedHashMap<>()).put(column, cell);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("| ").append(labels);
    columns.forEach(column -> text.append(" | ").append(column));
    text.append(" |\n|").append("---|".repeat(labels.split(" \\| ", -1).length));
    text.append("---:|".repeat(columns.size())).append('\n');
    rows.forEach((names, cells) -> text.append(line(names, cells)));
    return text.toString();
  }

  private String line(String names, Map<String, String> cells) {
    StringBuilder line = new StringBuilder("| ").append(names);
    columns.forEach(column -> line.append(" | ").append(cells.getOrDefault(column, "")));
    return line.append(" |\n").toString();
  }
}
