package dev.visionlog.camera.motion;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_HEIGHT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_LEFT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_TOP;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_WIDTH;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_CLOSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_ELLIPSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_OPEN;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;
import static org.bytedeco.opencv.global.opencv_video.createBackgroundSubtractorMOG2;

import dev.visionlog.camera.frame.Box;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_video.BackgroundSubtractorMOG2;

/**
 * Learns what does not move, and tells what else there is. Holds memory outside of Java's heap, the
 * same for every frame. For one thread.
 */
final class Foreground implements AutoCloseable {
  /** MOG2 marks shadows with 127, and what is not background with 255. */
  private static final double NO_SHADOW = 200;

  /** OpenCV's own choice of how fast to learn. */
  private static final double USUAL = -1;

  /** Forget what was learned. */
  private static final double ANEW = 1;

  private final int width;
  private final BackgroundSubtractorMOG2 background;
  private final Mat small = new Mat();
  private final Mat mask = new Mat();
  private final Mat labels = new Mat();
  private final Mat stats = new Mat();
  private final Mat centres = new Mat();
  private final Mat speck = element(3, 3);
  private final Mat hole = element(5, 9);

  Foreground(int width, int history, double distance) {
    this.width = width;
    this.background = createBackgroundSubtractorMOG2(history, distance, true);
  }

  private static Mat element(int width, int height) {
    try (Size size = new Size(width, height)) {
      return getStructuringElement(MORPH_ELLIPSE, size);
    }
  }

  /** Looks at a frame, and learns from it. */
  void look(Mat image) {
    shrink(image);
    background.apply(small, mask, USUAL);
    threshold(mask, mask, NO_SHADOW, 255, THRESH_BINARY);
    morphologyEx(mask, mask, MORPH_OPEN, speck);
    morphologyEx(mask, mask, MORPH_CLOSE, hole);
  }

  private void shrink(Mat image) {
    int shrunk = Math.min(width, image.cols());
    int height = Math.max(1, (int) Math.round((double) image.rows() * shrunk / image.cols()));
    try (Size size = new Size(shrunk, height)) {
      resize(image, small, size, 0, 0, INTER_AREA);
    }
  }

  /** The whole of the last frame is background from now on. */
  void learnAnew() {
    background.apply(small, mask, ANEW);
  }

  /** Which part of the last frame is not background, 0 to 1. */
  double part() {
    return (double) countNonZero(mask) / mask.total();
  }

  /**
   * What is not background on the last frame, in its own pixels, which are fewer than those of the
   * image.
   */
  List<Blob> blobs() {
    int count = connectedComponentsWithStats(mask, labels, stats, centres, 8, CV_32S);
    List<Blob> blobs = new ArrayList<>();
    try (IntIndexer rows = stats.createIndexer()) {
      for (int each = 1; each < count; each++) { // The first is the background.
        blobs.add(blob(rows, each));
      }
    }
    return blobs;
  }

  private static Blob blob(IntIndexer rows, int row) {
    Box box =
        Box.ofSize(
            rows.get(row, CC_STAT_LEFT),
            rows.get(row, CC_STAT_TOP),
            rows.get(row, CC_STAT_WIDTH),
            rows.get(row, CC_STAT_HEIGHT));
    return new Blob(box, rows.get(row, CC_STAT_AREA));
  }

  /** In the pixels of {@link #blobs}. */
  int width() {
    return small.cols();
  }

  int height() {
    return small.rows();
  }

  @Override
  public void close() {
    background.close();
    for (Mat mat : List.of(small, mask, labels, stats, centres, speck, hole)) {
      mat.close();
    }
  }
}
