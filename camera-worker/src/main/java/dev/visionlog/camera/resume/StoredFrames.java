package dev.visionlog.camera.resume;

import java.util.BitSet;

/** The numbers of the frames of one run that the server has. */
public final class StoredFrames {
  private final BitSet numbers;

  private StoredFrames(BitSet numbers) {
    this.numbers = numbers;
  }

  public static StoredFrames none() {
    return new StoredFrames(new BitSet());
  }

  /** Takes over the set. */
  static StoredFrames of(BitSet numbers) {
    return new StoredFrames(numbers);
  }

  public boolean contains(long frame) {
    return frame <= Integer.MAX_VALUE && numbers.get((int) frame);
  }

  public int count() {
    return numbers.cardinality();
  }

  /** The highest number; 0 if there is none. */
  public long last() {
    return Math.max(0, numbers.length() - 1);
  }
}
