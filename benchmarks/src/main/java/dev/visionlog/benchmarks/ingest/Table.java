package dev.visionlog.benchmarks.ingest;

import dev.visionlog.benchmarks.installation.Installation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What each candidate made of each round. All are measured in each round, one after the other, each
 * with empty tables.
 */
final class Table {
  private final Installation installation;
  private final Connection database;
  private final Map<Candidate, List<Run>> runs = new LinkedHashMap<>();

  /** What others are compared with is the first. */
  Table(Installation installation, Connection database, List<Candidate> candidates) {
    this.installation = installation;
    this.database = database;
    candidates.forEach(each -> runs.put(each, new ArrayList<>()));
  }

  void warmUp(Duration time) throws IOException, InterruptedException, SQLException {
    for (Candidate each : runs.keySet()) {
      each.run(time);
    }
  }

  void measure(Duration time) throws IOException, InterruptedException, SQLException {
    for (Map.Entry<Candidate, List<Run>> each : runs.entrySet()) {
      empty();
      each.getValue().add(Run.of(each.getKey(), time, installation));
    }
  }

  private void empty() throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute("TRUNCATE logs, predictions");
    }
  }

  /** As Markdown. */
  @Override
  public String toString() {
    StringBuilder table =
        new StringBuilder(
            """
            | | a second: median | least – most | ratio | µs of processors each: server | database | writers |
            |---|---:|---:|---:|---:|---:|---:|
            """);
    double first = median(runs.values().iterator().next(), Run::rate);
    runs.forEach((candidate, found) -> table.append(row(candidate.name(), found, first)));
    return table.toString();
  }

  private static String row(String name, List<Run> found, double first) {
    List<Double> rates = sorted(found, Run::rate);
    double median = median(found, Run::rate);
    return "| %s | %,.0f | %,.0f – %,.0f | %.2f | %.1f | %.1f | %.1f |%n"
        .formatted(
            name,
            median,
            rates.get(0),
            rates.get(rates.size() - 1),
            median / first,
            median(found, Run::serverMicros),
            median(found, Run::databaseMicros),
            median(found, Run::writersMicros));
  }

  private static double median(List<Run> found, ToDoubleFunction<Run> figure) {
    return sorted(found, figure).get(found.size() / 2);
  }

  private static List<Double> sorted(List<Run> found, ToDoubleFunction<Run> figure) {
    return found.stream().mapToDouble(figure).sorted().boxed().toList();
  }
}
