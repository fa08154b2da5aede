package dev.visionlog.benchmarks.queries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SheetTest {
  @Test
  void toString_isATableThatGrowsByColumns() {
    Sheet sheet = new Sheet("query", "goal");
    sheet.put(List.of("page", "20 ms"), "10,000", "3");
    sheet.put(List.of("page", "20 ms"), "100,000", "4");
    sheet.put(List.of("stats", ""), "100,000", "1");
    assertThat(sheet)
        .hasToString(
            """
            | query | goal | 10,000 | 100,000 |
            |---|---|---:|---:|
            | page | 20 ms | 3 | 4 |
            | stats |  |  | 1 |
            """);
  }
}
