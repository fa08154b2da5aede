package dev.visionlog.benchmarks.queries;

import java.util.SplittableRandom;

/** Makes a filter, or a part of one. */
@FunctionalInterface
interface Choice {
  String filter(SplittableRandom random);
}
