package dev.visionlog.server.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visionlog.server.image.ImageOutcome.Stored;
import dev.visionlog.server.testing.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores on one folder, as two servers have them, and many threads. */
class ImageStoreConcurrencyTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 40;

  /** Few different images, so that nearly everything shares its bytes with something else. */
  private static final List<byte[]> IMAGES =
      IntStream.range(0, 3).mapToObj(i -> TestImages.noise(16, 16, i)).toList();

  @TempDir private Path folder;

  @Test
  void savingAndDeletingEqualBytes_losesNoImage() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (ImageStore one = open();
        ImageStore two = open()) {
      List<Future<List<String>>> kept = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        kept.add(threads.submit(() -> work(thread % 2 == 0 ? one : two, thread)));
      }
      List<String> paths = new ArrayList<>();
      for (Future<List<String>> each : kept) {
        paths.addAll(each.get());
      }
      assertAllThere(paths);
      paths.forEach(one::delete);
      new ImageSweep(one, new FakeImageRows(), later(), Duration.ofHours(1)).mend();
      assertThat(imagesLeft()).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Saves and deletes, and returns what it has not deleted. */
  private List<String> work(ImageStore store, int thread) {
    Random random = new Random(thread);
    List<String> kept = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      int number = round;
      List<ImageRequest> batch =
          IntStream.range(0, 4)
              .mapToObj(i -> request(thread + "-" + number + "-" + i, random))
              .toList();
      for (ImageOutcome outcome : store.save(batch)) {
        assertThat(outcome).isInstanceOf(Stored.class);
        kept.add(((Stored) outcome).path());
      }
      while (kept.size() > 3) {
        String path = kept.remove(random.nextInt(kept.size()));
        assertThat(store.delete(path)).as(path).isTrue();
      }
    }
    return kept;
  }

  /** Of a few days, whose folders come and go. */
  private static ImageRequest request(String imageId, Random random) {
    return ImageRequests.at(
        ImageRequests.TIME.plusSeconds(86_400L * random.nextInt(3)),
        imageId,
        IMAGES.get(random.nextInt(IMAGES.size())));
  }

  private void assertAllThere(List<String> paths) throws IOException {
    for (String path : paths) {
      byte[] file = Files.readAllBytes(folder.resolve(path));
      assertThat(IMAGES).anyMatch(image -> Arrays.equals(image, file));
    }
  }

  private List<Path> imagesLeft() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("lock") && !file.endsWith(".store"))
          .toList();
    }
  }

  private ImageStore open() {
    return ImageStore.open(ImageSettings.of(folder), id -> id, Clock.systemUTC());
  }

  private static Clock later() {
    return Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
  }
}
