package dev.visionlog.server.image;

import dev.visionlog.server.image.ImageOutcome.Stored;
import dev.visionlog.server.testing.TestImages;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A program that saves images for ever, and says which ones are stored. To be killed. */
final class KilledStore {
  private KilledStore() {}

  public static void main(String[] arguments) {
    ImageStore store =
        ImageStore.open(ImageSettings.of(Path.of(arguments[0])), id -> id, Clock.systemUTC());
    List<byte[]> images =
        IntStream.range(0, 20).mapToObj(i -> TestImages.noise(200, 200, i)).toList();
    for (int batch = 0; ; batch++) {
      int number = batch;
      List<ImageRequest> requests =
          IntStream.range(0, 10)
              .mapToObj(i -> ImageRequests.of(number + "-" + i, different(images, number, i)))
              .toList();
      for (ImageOutcome outcome : store.save(requests)) {
        Stored stored = (Stored) outcome;
        System.out.println(stored.path() + " " + stored.sha256());
      }
    }
  }

  /** Mostly images that were never there, as bytes behind the end make them. */
  private static byte[] different(List<byte[]> images, int batch, int i) {
    byte[] image = images.get((batch * 10 + i) % images.size());
    if (i == 0) {
      return image;
    }
    byte[] different = Arrays.copyOf(image, image.length + 8);
    ByteBuffer.wrap(different).putInt(image.length, batch).putInt(image.length + 4, i);
    return different;
  }
}
