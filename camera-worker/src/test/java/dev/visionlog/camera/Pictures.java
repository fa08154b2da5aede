package dev.visionlog.camera;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import dev.visionlog.camera.frame.Box;
import dev.visionlog.camera.frame.CameraFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Pictures whose content is known. */
public final class Pictures {
  public static final int WIDTH = 320;
  public static final int HEIGHT = 240;

  private Pictures() {}

  /** Grey, with a little noise that differs from number to number. */
  public static Mat grey(int brightness, long number) {
    SplittableRandom random = new SplittableRandom(number);
    byte[] pixels = new byte[WIDTH * HEIGHT * 3];
    for (int each = 0; each < pixels.length; each++) {
      pixels[each] = (byte) (brightness + random.nextInt(8));
    }
    Mat picture = new Mat(HEIGHT, WIDTH, CV_8UC3);
    picture.data().put(pixels);
    return picture;
  }

  /** The same with a bright rectangle on it. */
  public static Mat withBox(int brightness, long number, Box box) {
    Mat picture = grey(brightness, number);
    try (Point from = new Point((int) box.x1(), (int) box.y1());
        Point to = new Point((int) box.x2() - 1, (int) box.y2() - 1);
        Scalar colour = new Scalar(40, 220, 240, 0)) {
      rectangle(picture, from, to, colour, FILLED, LINE_8, 0);
    }
    return picture;
  }

  /** A frame of a video with ten frames a second. */
  public static CameraFrame frame(long number, Mat picture) {
    Instant start = Instant.parse("2026-03-01T08:00:00Z");
    Duration offset = Duration.ofMillis(100 * (number - 1));
    return new CameraFrame(number, start.plus(offset), offset, picture);
  }

  public static CameraFrame frame(long number) {
    return frame(number, grey(90, number));
  }
}
