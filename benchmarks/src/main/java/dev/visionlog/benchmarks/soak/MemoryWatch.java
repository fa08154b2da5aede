package dev.visionlog.benchmarks.soak;

import dev.visionlog.benchmarks.figures.ProcessFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What server and bridge have in memory, as time goes by. For one thread. */
final class MemoryWatch {
  /** Fewer say nothing about growth. */
  private static final int ENOUGH = 9;

  private static final int WARM_UP = 3;
  private static final double GROWTH = 1.25;
  private static final int SLACK_MEGABYTES = 10;

  private final long begun = System.nanoTime();
  private final List<Sample> samples = new ArrayList<>();

  /** In megabytes, the heaps after a collection. */
  private record Sample(
      long seconds, int serverHeap, int serverResident, int bridgeHeap, int bridgeResident) {
    @Override
    public String toString() {
      return "%4d:%02d %12d %12d %12d %12d"
          .formatted(
              seconds / 60, seconds % 60, serverHeap, serverResident, bridgeHeap, bridgeResident);
    }
  }

  /** Looks once. A process that is just away leaves no sample. */
  void look(ProcessFigures server, ProcessFigures bridge) {
    try {
      samples.add(
          new Sample(
              (System.nanoTime() - begun) / 1_000_000_000,
              server.liveHeapMegabytes(),
              server.residentMegabytes(),
              bridge.liveHeapMegabytes(),
              bridge.residentMegabytes()));
    } catch (IOException away) {
      // The next look will find it.
    }
  }

  /** Sentences about what has grown; empty if nothing has, or too little time has passed. */
  List<String> findings() {
    List<String> found = new ArrayList<>();
    grown("server's heap", Sample::serverHeap).ifPresent(found::add);
    grown("bridge's heap", Sample::bridgeHeap).ifPresent(found::add);
    return found;
  }

  private Optional<String> grown(String what, ToIntFunction<Sample> figure) {
    if (samples.size() < WARM_UP + ENOUGH) {
      return Optional.empty();
    }
    List<Sample> warm = samples.subList(WARM_UP, samples.size());
    int third = warm.size() / 3;
    int first = median(warm.subList(0, third), figure);
    int last = median(warm.subList(warm.size() - third, warm.size()), figure);
    return last > first * GROWTH + SLACK_MEGABYTES
        ? Optional.of("The %s has grown from %d to %d MB".formatted(what, first, last))
        : Optional.empty();
  }

  private static int median(List<Sample> of, ToIntFunction<Sample> figure) {
    int[] sorted = of.stream().mapToInt(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("MB       server: live     resident bridge: live     resident\n");
    samples.forEach(sample -> text.append(sample).append('\n'));
    return text.toString();
  }
}
