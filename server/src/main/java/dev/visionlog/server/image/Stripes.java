package dev.visionlog.server.image;

import java.util.stream.IntStream;

/** Locks for any number of keys: equal keys have the same one. */
final class Stripes {
  private static final int COUNT = 128;

  private final Object[] locks = IntStream.range(0, COUNT).mapToObj(i -> new Object()).toArray();

  Object of(Object key) {
    return locks[Math.floorMod(key.hashCode(), COUNT)];
  }
}
