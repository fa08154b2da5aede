package dev.visionlog.benchmarks.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each candidate made of each round. All are measured in each round, one after the other. */
final class Table {
  private final Map<Candidate, List<Double>> rates = new LinkedHashMap<>();

  Table(List<Candidate> candidates) {
    candidates.forEach(each -> rates.put(each, new ArrayList<>()));
  }

  void warmUp(Duration time) throws IOException, InterruptedException {
    for (Candidate each : rates.keySet()) {
      each.run(time);
    }
  }

  void measure(Duration time) throws IOException, InterruptedException {
    for (Map.Entry<Candidate, List<Double>> each : rates.entrySet()) {
      each.getValue().add(each.getKey().run(time));
    }
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder("               a second: median    least –    most\n");
    rates.forEach(
        (candidate, found) -> {
          List<Double> sorted = found.stream().sorted().toList();
          table.append(
              "%-16s %,15.0f  %,7.0f – %,7.0f%n"
                  .formatted(
                      candidate.name(),
                      sorted.get(sorted.size() / 2),
                      sorted.get(0),
                      sorted.get(sorted.size() - 1)));
        });
    return table.toString();
  }
}
