package dev.visionlog.benchmarks.ingest;

import com.google.protobuf.ByteString;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;

/** JPEGs that all differ, in a comment, since equal ones would be stored once. Any thread. */
final class Images {
  private static final int START_OF_IMAGE = 2;
  private static final short COMMENT = (short) 0xFFFE;

  private final byte[] jpeg;
  private final AtomicLong numbers = new AtomicLong(System.nanoTime());

  private Images(byte[] jpeg) {
    this.jpeg = jpeg;
  }

  /** Noise, as high as needed for so many bytes or a few more. */
  static Images of(int bytes) throws IOException {
    byte[] jpeg;
    int height = 0;
    do {
      height += 16;
      jpeg = noise(320, height);
    } while (jpeg.length < bytes);
    return new Images(jpeg);
  }

  private static byte[] noise(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    SplittableRandom random = new SplittableRandom(1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", jpeg);
    return jpeg.toByteArray();
  }

  ByteString next() {
    short commentLength = Short.BYTES + Long.BYTES;
    ByteBuffer image = ByteBuffer.allocate(jpeg.length + Short.BYTES + commentLength);
    image.put(jpeg, 0, START_OF_IMAGE).putShort(COMMENT).putShort(commentLength);
    image.putLong(numbers.incrementAndGet());
    image.put(jpeg, START_OF_IMAGE, jpeg.length - START_OF_IMAGE).flip();
    return ByteString.copyFrom(image);
  }

  int bytes() {
    return jpeg.length;
  }
}
