package dev.visionlog.server.image.codec;

import dev.visionlog.server.model.Detection;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Draws detections: a box in the colour of its class on a dark border, so that it can be seen on
 * everything, and a label on a ground of its own. Lines and letters grow with the image.
 */
final class BoxPainter {
  private static final int FONT = opencv_imgproc.FONT_HERSHEY_SIMPLEX;
  private static final int MOST = 1_000;
  private static final int MOST_LETTERS = 60;
  private static final double SHORTEST_LETTERS = 9;
  private static final double LINES_IN_HEIGHT = 45;
  private static final double BOX_LINES_IN_HEIGHT = 300;

  /** Blue, green, red; told apart by people who see colours differently as well. */
  private static final int[][] COLOURS = {
    {0, 159, 230}, {233, 180, 86}, {115, 158, 0}, {66, 228, 240},
    {178, 114, 0}, {0, 94, 213}, {167, 121, 204}, {255, 255, 255},
  };

  private final Mat image;
  private final double scale;
  private final int line;
  private final int textLine;
  private final double font;
  private final int margin;

  private BoxPainter(Mat image, double scale) {
    this.image = image;
    this.scale = scale;
    double side = Math.min(image.cols(), image.rows());
    this.line = (int) Math.max(1, Math.round(side / BOX_LINES_IN_HEIGHT));
    int letters = (int) Math.max(SHORTEST_LETTERS, side / LINES_IN_HEIGHT);
    this.textLine = Math.max(1, letters / 14);
    this.margin = textLine + 2;
    this.font = opencv_imgproc.getFontScaleFromHeight(FONT, letters, textLine);
  }

  /**
   * @param image BGR; drawn on
   * @param scale from the detections' pixels to the image's
   */
  static void paint(Mat image, List<Detection> detections, double scale) {
    BoxPainter painter = new BoxPainter(image, scale);
    detections.stream().limit(MOST).forEach(painter::paint);
  }

  private void paint(Detection detection) {
    Detection.Box box = detection.box();
    if (box == null || !Double.isFinite(box.x1() + box.y1() + box.x2() + box.y2())) {
      return;
    }
    Point from = point(box.x1(), box.y1());
    Point to = point(box.x2(), box.y2());
    int[] colour = COLOURS[Math.floorMod(detection.className().hashCode(), COLOURS.length)];
    rectangle(from, to, new Scalar(0, 0, 0, 0), line + 2);
    rectangle(from, to, scalar(colour), line);
    String text = fitting(detection);
    if (!text.isEmpty()) {
      label(text, from, colour);
    }
  }

  private Point point(double x, double y) {
    return new Point(inside(x, image.cols()), inside(y, image.rows()));
  }

  private int inside(double at, int length) {
    return (int) Math.round(Math.max(0, Math.min(length - 1.0, at * scale)));
  }

  private void rectangle(Point from, Point to, Scalar colour, int width) {
    opencv_imgproc.rectangle(image, from, to, colour, width, opencv_imgproc.LINE_8, 0);
  }

  /** Above the box if there is room, otherwise inside; never outside the image. */
  private void label(String text, Point box, int[] colour) {
    int[] baseline = new int[1];
    Size size = size(text, baseline);
    int height = size.height() + baseline[0] + margin;
    int width = size.width() + 2 * margin;
    int left = Math.max(0, Math.min(box.x(), image.cols() - width));
    int above = box.y() - height;
    int top = above >= 0 ? above : Math.max(0, Math.min(box.y(), image.rows() - height));
    opencv_imgproc.rectangle(
        image, new Rect(left, top, width, height), scalar(colour), opencv_imgproc.FILLED, 8, 0);
    Point origin = new Point(left + margin, top + margin + size.height());
    opencv_imgproc.putText(
        image, text, origin, FONT, font, ink(colour), textLine, opencv_imgproc.LINE_AA, false);
  }

  private Size size(String text, int[] baseline) {
    return opencv_imgproc.getTextSize(text, FONT, font, textLine, baseline);
  }

  /** The label, with as much of the class as has room beside the confidence. */
  private String fitting(Detection detection) {
    Double confidence = detection.confidence();
    String number = confidence == null ? "" : String.format(Locale.ROOT, " %.2f", confidence);
    String name = plain(detection.className());
    int room = image.cols() - 2 * margin;
    while (!name.isEmpty() && size(name + number, new int[1]).width() > room) {
      name = name.substring(0, name.length() - 1);
    }
    return (name + number).strip();
  }

  private static Scalar ink(int[] ground) {
    double light = 0.114 * ground[0] + 0.587 * ground[1] + 0.299 * ground[2];
    double ink = light > 120 ? 0 : 255;
    return new Scalar(ink, ink, ink, 0);
  }

  private static Scalar scalar(int[] colour) {
    return new Scalar(colour[0], colour[1], colour[2], 0);
  }

  /**
   * The font has ASCII only: letters lose their accents, and what is left becomes a question mark.
   */
  static String plain(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^ -~]", "?");
    return plain.substring(0, Math.min(plain.length(), MOST_LETTERS));
  }
}
