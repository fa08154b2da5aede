package dev.visionlog.bridge;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Images for tests, drawn and not taken. */
public final class DrawnImage {
  private DrawnImage() {}

  /** A JPEG of a disc on a ground of its own colour for each number. */
  public static byte[] jpeg(int number, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D drawing = image.createGraphics();
    drawing.setColor(Color.getHSBColor(number * 0.13f, 0.4f, 0.8f));
    drawing.fillRect(0, 0, width, height);
    drawing.setColor(Color.DARK_GRAY);
    drawing.fillOval(width / 4, height / 4, width / 4 + number, height / 4 + number);
    drawing.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** The same as base64. */
  public static String base64(int number, int width, int height) {
    return Base64.getEncoder().encodeToString(jpeg(number, width, height));
  }

  /** What such bytes show. */
  public static BufferedImage read(byte[] bytes) {
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
