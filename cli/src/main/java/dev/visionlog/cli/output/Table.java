package dev.visionlog.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Columns that fit their widest cell. Cells are made safe for a terminal; numbers stand on the
 * right.
 */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();
  private final int columns;

  public Table(String... headers) {
    this.columns = headers.length;
    rows.add(List.of(headers));
  }

  public void row(Object... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns + " columns");
    }
    rows.add(Arrays.stream(cells).map(Table::text).toList());
  }

  /** The lines, header first. */
  public List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private static String text(Object cell) {
    return cell instanceof Number number
        ? Amounts.grouped(number.longValue())
        : SafeText.oneLine(cell.toString());
  }

  private String line(List<String> row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      String space = " ".repeat(width(i) - row.get(i).length());
      cells.add(isNumeric(i) ? space + row.get(i) : row.get(i) + space);
    }
    return cells.stream().collect(Collectors.joining("  ")).stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private boolean isNumeric(int column) {
    return rows.size() > 1
        && rows.stream().skip(1).allMatch(row -> row.get(column).matches("-?[0-9][0-9,]*"));
  }
}
