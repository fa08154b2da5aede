package dev.visionlog.benchmarks.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * 40 cameras and 60 sources, half of which concern no camera. A few of them write most. The first
 * cameras have a source each, the others one for two. Any thread.
 */
public final class Plant {
  private static final int CAMERAS = 40;
  private static final int DETECTORS = 20;
  private static final double SHARE_OF_CAMERAS = 0.6;

  private final List<Origin> cameras =
      IntStream.rangeClosed(1, CAMERAS).mapToObj(Plant::camera).toList();
  private final List<Origin> others = others();
  private final Shares cameraShares = Shares.zipf(CAMERAS);
  private final Shares otherShares = Shares.zipf(others.size());

  private static Origin camera(int id) {
    return id <= DETECTORS
        ? new Origin("camera." + id + ".detector", OptionalInt.of(id), "detector")
        : new Origin(
            "line." + (id - DETECTORS + 1) / 2 + ".capture", OptionalInt.of(id), "capture");
  }

  private static List<Origin> others() {
    List<Origin> others = new ArrayList<>();
    Stream.of("system", "api", "scheduler", "database", "storage", "mqtt", "alerts", "conveyor")
        .forEach(name -> add(others, name, name));
    Stream.of("api.auth", "storage.images", "model.registry", "model.trainer")
        .forEach(name -> add(others, name, name));
    IntStream.rangeClosed(1, 8).forEach(i -> add(others, "worker." + i, "worker"));
    IntStream.rangeClosed(1, 4).forEach(i -> add(others, "inference." + i, "inference"));
    IntStream.rangeClosed(1, 4).forEach(i -> add(others, "plc." + i, "plc"));
    IntStream.rangeClosed(1, 2).forEach(i -> add(others, "robot." + i, "robot"));
    return List.copyOf(others);
  }

  private static void add(List<Origin> others, String source, String part) {
    others.add(new Origin(source, OptionalInt.empty(), part));
  }

  Origin next(SplittableRandom random) {
    return random.nextDouble() < SHARE_OF_CAMERAS
        ? cameras.get(cameraShares.next(random))
        : others.get(otherShares.next(random));
  }

  /** The numbers of the cameras, from 1. */
  int nextCamera(SplittableRandom random) {
    return cameraShares.next(random) + 1;
  }

  /** The numbers of the cameras. */
  public List<Integer> cameras() {
    return IntStream.rangeClosed(1, CAMERAS).boxed().toList();
  }

  public List<String> sources() {
    return origins().map(Origin::source).distinct().toList();
  }

  public List<String> loggers() {
    return origins()
        .flatMap(origin -> IntStream.range(0, Origin.LOGGERS).mapToObj(origin::logger))
        .distinct()
        .toList();
  }

  private Stream<Origin> origins() {
    return Stream.concat(cameras.stream(), others.stream());
  }
}
