package dev.visionlog.camera.demo;

import dev.visionlog.camera.frame.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Parcels on a conveyor, from left to right; about one in eight is too large. What is on a frame
 * follows from the seed and the frame's number alone. Any thread.
 */
final class DemoScene {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;
  static final int BELT_TOP = 120;
  static final int BELT_BOTTOM = 400;

  /** In pixels from frame to frame. */
  private static final int SPEED = 8;

  /** A parcel comes every so many frames. */
  private static final int INTERVAL = 35;

  private static final int LARGEST_WIDTH = 190;
  private static final int ONE_DEFECT_IN = 8;

  private final long seed;

  DemoScene(long seed) {
    this.seed = seed;
  }

  /**
   * What lies on the belt, as far as it can be seen.
   *
   * @param frame from 1
   */
  List<Parcel> parcels(long frame) {
    List<Parcel> visible = new ArrayList<>();
    long newest = frame / INTERVAL;
    long oldest = Math.max(0, (frame - (WIDTH + LARGEST_WIDTH) / SPEED) / INTERVAL);
    for (long number = oldest; number <= newest; number++) {
      Parcel parcel = parcel(number, (frame - number * INTERVAL) * SPEED);
      if (parcel.box().width() > 0) {
        visible.add(parcel);
      }
    }
    return visible;
  }

  /** The parcel with this number whose front has come so far. */
  private Parcel parcel(long number, long front) {
    SplittableRandom random = random(number);
    boolean defect = random.nextInt(ONE_DEFECT_IN) == 0;
    int width = defect ? random.nextInt(160, LARGEST_WIDTH) : random.nextInt(70, 100);
    int height = defect ? random.nextInt(130, 160) : random.nextInt(55, 80);
    int top = random.nextInt(BELT_TOP + 20, BELT_BOTTOM - 20 - height);
    Box box = new Box((double) onFrame(front - width), top, (double) onFrame(front), top + height);
    return new Parcel(box, defect, random.nextInt(3));
  }

  private static long onFrame(long x) {
    return Math.max(0, Math.min(WIDTH, x));
  }

  /** The same for the same number, whatever was asked before. */
  SplittableRandom random(long number) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
  }

  /**
   * Something on the belt.
   *
   * @param box where it can be seen
   * @param tooLarge whether it is a defect
   * @param colour which of three
   */
  record Parcel(Box box, boolean tooLarge, int colour) {}
}
