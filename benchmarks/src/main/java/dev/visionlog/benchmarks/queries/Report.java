package dev.visionlog.benchmarks.queries;

import dev.visionlog.benchmarks.dataset.PlantYear;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** All that was measured, as tables for docs/benchmarks.md. */
final class Report {
  private final Sheet rates = new Sheet("");
  private final Sheet queries = new Sheet("ms: median / p95", "goal of p95");
  private final Sheet found = new Sheet("found");
  private final Sheet sizes = new Sheet("bytes");

  void loaded(long entries, double logRate, double predictionRate) {
    rates.put(List.of("entries loaded"), column(entries), "%,.0f/s".formatted(logRate));
    rates.put(List.of("predictions loaded"), column(entries), "%,.0f/s".formatted(predictionRate));
  }

  void indexed(long entries, Duration took) {
    rates.put(List.of("then indexed for words"), column(entries), took.toSeconds() + " s");
  }

  void query(long entries, Measured measured, PlantYear year) {
    Query query = measured.query();
    queries.put(List.of(query.name(), query.goalText()), column(entries), measured.figures());
    found.put(List.of(query.name()), column(entries), measured.found(year));
  }

  void export(long entries, String name, String rate) {
    rates.put(List.of("export " + name), column(entries), rate);
  }

  /**
   * @param count of those that have the sizes
   */
  void sizes(long entries, String unit, long count, Map<String, Long> parts) {
    long sum = parts.values().stream().mapToLong(Long::longValue).sum();
    String total = "%,.0f (%,.0f MB)".formatted((double) sum / count, sum / 1e6);
    sizes.put(List.of("**" + unit + ": all**"), column(entries), total);
    parts.forEach(
        (part, bytes) ->
            sizes.put(
                List.of(unit + ": " + part),
                column(entries),
                "%,.0f".formatted((double) bytes / count)));
  }

  private static String column(long entries) {
    return "%,d".formatted(entries);
  }

  /** How long they took, and what they found. */
  String queries() {
    return "\n" + queries + "\n" + found;
  }

  /** Rates and sizes. */
  String rest() {
    return "\n" + rates + "\n" + sizes;
  }
}
