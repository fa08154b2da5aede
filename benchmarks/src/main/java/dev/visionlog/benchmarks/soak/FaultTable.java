package dev.visionlog.benchmarks.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each fault came, and how long it took until all was well again. For one thread. */
final class FaultTable {
  private final Map<String, List<Duration>> recoveries = new TreeMap<>();

  void add(String fault, Duration recovery) {
    recoveries.computeIfAbsent(fault, name -> new ArrayList<>()).add(recovery);
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("fault               times  well again after: median   longest\n");
    recoveries.forEach((fault, times) -> text.append(line(fault, times)).append('\n'));
    return text.toString();
  }

  private static String line(String fault, List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    return "%-18s %6d %22.1f s %7.1f s"
        .formatted(
            fault,
            sorted.size(),
            seconds(sorted.get(sorted.size() / 2)),
            seconds(sorted.get(sorted.size() - 1)));
  }

  static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
