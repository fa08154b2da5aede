package dev.visionlog.client.internal.entry;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/**
 * The pixels of Java's images. Apart from others, so that {@code java.desktop} need not be there.
 */
public final class Pixels {

  private Pixels() {}

  /** Gray as it is, everything else as blue, green, red; rows from top to bottom without gaps. */
  public static byte[] copy(BufferedImage image) {
    return rows((isPlain(image) ? image : repainted(image)).getRaster());
  }

  private static boolean isPlain(BufferedImage image) {
    return image.getType() == BufferedImage.TYPE_BYTE_GRAY
        || image.getType() == BufferedImage.TYPE_3BYTE_BGR;
  }

  /** An image may be a part of a larger one, and its rows lie apart. */
  private static byte[] rows(Raster raster) {
    DataBufferByte data = (DataBufferByte) raster.getDataBuffer();
    ComponentSampleModel model = (ComponentSampleModel) raster.getSampleModel();
    int rowBytes = raster.getWidth() * model.getPixelStride();
    int x = raster.getMinX() - raster.getSampleModelTranslateX();
    int y = raster.getMinY() - raster.getSampleModelTranslateY();
    int first = data.getOffset() + y * model.getScanlineStride() + x * model.getPixelStride();
    byte[] copy = new byte[rowBytes * raster.getHeight()];
    for (int row = 0; row < raster.getHeight(); row++) {
      int from = first + row * model.getScanlineStride();
      System.arraycopy(data.getData(), from, copy, row * rowBytes, rowBytes);
    }
    return copy;
  }

  private static BufferedImage repainted(BufferedImage image) {
    BufferedImage painted =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = painted.createGraphics();
    try {
      graphics.drawImage(image, 0, 0, null);
    } finally {
      graphics.dispose();
    }
    return painted;
  }
}
