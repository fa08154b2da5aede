package dev.visionlog.benchmarks.soak;

import dev.visionlog.client.ClientStats;
import dev.visionlog.client.Image;
import dev.visionlog.client.Level;
import dev.visionlog.client.LogEntry;
import dev.visionlog.client.Prediction;
import dev.visionlog.client.VisionlogClient;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import javax.imageio.ImageIO;

/** What a client is given. Any thread. */
interface Freight {
  void handOver(VisionlogClient client, Canary canary, Instant time);

  ClientStats stats(VisionlogClient client);

  /** Log entries. */
  final class Entries implements Freight {
    @Override
    public void handOver(VisionlogClient client, Canary canary, Instant time) {
      Level level = canary.isWarning() ? Level.WARNING : Level.INFO;
      client.log(
          LogEntry.builder(level, canary.text())
              .time(time)
              .source(canary.writer())
              .cameraId(canary.number() % 4)
              .extra("number", canary.number())
              .build());
    }

    @Override
    public ClientStats stats(VisionlogClient client) {
      return client.stats();
    }
  }

  /** Predictions, each with a small JPEG of its own. */
  final class Predictions implements Freight {
    private static final int SIDE = 32;

    @Override
    public void handOver(VisionlogClient client, Canary canary, Instant time) {
      client.predict(
          Prediction.builder(canary.text())
              .time(time)
              .cameraId(canary.number() % 4)
              .edgeDeviceId(canary.writer())
              .model("canary", "v1")
              .confidence(0.5)
              .defectDetected(canary.isWarning())
              .image(Image.encoded(jpeg(canary.number())))
              .build());
    }

    @Override
    public ClientStats stats(VisionlogClient client) {
      return client.predictionStats();
    }

    private static byte[] jpeg(long number) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
      for (int bit = 0; bit < Long.SIZE; bit++) {
        int colour = (number >> bit & 1) == 0 ? 0x103050 : 0xE0C0A0;
        paint(image, bit % 8 * 4, bit / 8 * 4, colour);
      }
      try {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", jpeg);
        return jpeg.toByteArray();
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }

    private static void paint(BufferedImage image, int left, int top, int colour) {
      for (int x = left; x < left + 4; x++) {
        for (int y = top; y < top + 4; y++) {
          image.setRGB(x, y, colour);
        }
      }
    }
  }
}
