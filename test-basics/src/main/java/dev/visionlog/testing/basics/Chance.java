package dev.visionlog.testing.basics;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What tests by chance decide with: the same from run to run, unless {@code -Dfuzz.seed} names
 * another beginning, and as much as {@code -Dfuzz.times} says. For one thread.
 */
public final class Chance {
  private static final long SEED = Long.getLong("fuzz.seed", 20_260_131L);
  private static final int TIMES = Integer.getInteger("fuzz.times", 1);

  /** Bytes that often mean something. */
  private static final byte[] TELLING = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, '"', '\\', '{', '('};

  private final Random random;

  private Chance(long seed) {
    this.random = new Random(seed);
  }

  /**
   * Does something so many times, each with a chance of its own; a failure says how to have that
   * one again.
   */
  public static void times(int count, Consumer<Chance> work) {
    for (int i = 0; i < count * TIMES; i++) {
      long seed = SEED + i;
      try {
        work.accept(new Chance(seed));
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("with -Dfuzz.seed=" + seed + ": " + failure, failure);
      }
    }
  }

  public Random random() {
    return random;
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** Once in so many times. */
  public boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }

  public <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** So many bytes at most. */
  public byte[] bytes(int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The same bytes with up to three faults: changed, doubled, left out or cut off. */
  public byte[] damaged(byte[] bytes) {
    byte[] damaged = bytes;
    for (int faults = 1 + random.nextInt(3); faults > 0 && damaged.length > 0; faults--) {
      damaged = withFault(damaged, random.nextInt(damaged.length));
    }
    return damaged;
  }

  private byte[] withFault(byte[] bytes, int at) {
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> without(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)));
      case 2 -> doubled(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)));
      case 3 -> with(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
      case 4 -> with(bytes, at, TELLING[random.nextInt(TELLING.length)]);
      default -> with(bytes, at, (byte) random.nextInt());
    };
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    byte[] changed = bytes.clone();
    changed[at] = value;
    return changed;
  }

  private static byte[] without(byte[] bytes, int from, int to) {
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - (to - from));
    System.arraycopy(bytes, to, shorter, from, bytes.length - to);
    return shorter;
  }

  private static byte[] doubled(byte[] bytes, int from, int to) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + (to - from));
    System.arraycopy(bytes, from, longer, to, bytes.length - from);
    return longer;
  }
}
