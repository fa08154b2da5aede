package dev.visionlog.camera.demo;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import dev.visionlog.camera.frame.Box;
import dev.visionlog.camera.source.FrameStream;
import java.time.Duration;
import java.util.SplittableRandom;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** The scene as pictures, with a camera's noise. Has no end. */
public final class DemoStream implements FrameStream {
  /** Pictures a second. */
  public static final double RATE = 10;

  private static final int NOISE_MARGIN = 64;
  private static final int NOISE = 14;

  private static final int[][] COLOURS = {{60, 120, 170}, {150, 110, 60}, {70, 70, 190}};

  private final DemoScene scene;
  private final Mat empty = emptyBelt();
  private final Mat noise;
  private long frame;

  /** The same seed gives the same pictures. */
  public DemoStream(long seed) {
    scene = new DemoScene(seed);
    noise = noise(new SplittableRandom(seed));
  }

  private static Mat emptyBelt() {
    Mat belt = new Mat(DemoScene.HEIGHT, DemoScene.WIDTH, CV_8UC3);
    fill(belt, new Box(0, 0, DemoScene.WIDTH, DemoScene.HEIGHT), 60, 70, 60);
    fill(belt, new Box(0, DemoScene.BELT_TOP, DemoScene.WIDTH, DemoScene.BELT_BOTTOM), 95, 95, 95);
    fill(
        belt,
        new Box(0, DemoScene.BELT_TOP - 10, DemoScene.WIDTH, DemoScene.BELT_TOP),
        0,
        170,
        210);
    fill(
        belt,
        new Box(0, DemoScene.BELT_BOTTOM, DemoScene.WIDTH, DemoScene.BELT_BOTTOM + 10),
        0,
        170,
        210);
    return belt;
  }

  /** Larger than a frame: each frame cuts its own piece from it. */
  private static Mat noise(SplittableRandom random) {
    int height = DemoScene.HEIGHT + NOISE_MARGIN;
    int width = DemoScene.WIDTH + NOISE_MARGIN;
    byte[] pixels = new byte[height * width * 3];
    for (int each = 0; each < pixels.length; each++) {
      pixels[each] = (byte) random.nextInt(NOISE);
    }
    Mat noise = new Mat(height, width, CV_8UC3);
    noise.data().put(pixels);
    return noise;
  }

  @Override
  public Mat next() {
    frame++;
    Mat picture = empty.clone();
    for (DemoScene.Parcel parcel : scene.parcels(frame)) {
      draw(picture, parcel);
    }
    addNoise(picture);
    return picture;
  }

  private static void draw(Mat picture, DemoScene.Parcel parcel) {
    Box box = parcel.box();
    int[] colour = COLOURS[parcel.colour()];
    fill(picture, box, colour[0], colour[1], colour[2]);
    double middle = box.centreY();
    fill(picture, new Box(box.x1(), middle - 3, box.x2(), middle + 3), 120, 190, 220); // The tape.
  }

  /** The right and lower sides are the first pixels that do not belong to it. */
  private static void fill(Mat picture, Box box, int blue, int green, int red) {
    try (Point from = new Point((int) box.x1(), (int) box.y1());
        Point to = new Point((int) box.x2() - 1, (int) box.y2() - 1);
        Scalar colour = new Scalar(blue, green, red, 0)) {
      rectangle(picture, from, to, colour, FILLED, LINE_8, 0);
    }
  }

  private void addNoise(Mat picture) {
    SplittableRandom random = scene.random(-frame);
    int x = random.nextInt(NOISE_MARGIN);
    int y = random.nextInt(NOISE_MARGIN);
    try (Rect piece = new Rect(x, y, DemoScene.WIDTH, DemoScene.HEIGHT);
        Mat part = new Mat(noise, piece)) {
      add(picture, part, picture);
    }
  }

  @Override
  public Duration offset() {
    return Duration.ofNanos((long) ((frame - 1) * 1e9 / RATE));
  }

  @Override
  public double rate() {
    return RATE;
  }

  @Override
  public void close() {
    empty.close();
    noise.close();
  }
}
