package dev.visionlog.client;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Scanner;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * An application that hands over {@code RUN-0}, {@code RUN-1} … until it is killed, and prints
 * after each flush how many are safe: {@code entries}, or {@code predictions} with images. Started
 * with {@code drain} in place of a number, it sends what is in the spools until its input ends.
 */
final class LoggingApp {
  private static final int ENTRIES_BETWEEN_FLUSHES = 250;
  private static final int PREDICTIONS_BETWEEN_FLUSHES = 10;
  private static final int FRAME_SIDE = 64;

  private LoggingApp() {}

  public static void main(String[] args) {
    ClientSettings settings =
        ClientSettings.builder()
            .endpoint(args[0])
            .spool(Path.of(args[1]))
            .spoolMinFreeBytes(0)
            .retryDelay(Duration.ofMillis(20))
            .maxRetryDelay(Duration.ofMillis(100))
            .maxRetries(1)
            .predictionBatchEntries(4)
            .watchThresholds(false)
            .build();
    VisionlogClient client = VisionlogClient.start(settings);
    if (args[2].equals("drain")) {
      drain(client);
    } else {
      endWithInput();
      if (args[3].equals("predictions")) {
        go(PREDICTIONS_BETWEEN_FLUSHES, client, i -> client.predict(prediction(args[2], i)));
      } else {
        go(ENTRIES_BETWEEN_FLUSHES, client, i -> client.log(Level.INFO, args[2] + "-" + i));
      }
    }
  }

  private static void go(int betweenFlushes, VisionlogClient client, IntConsumer handOver) {
    for (int i = 0; ; i++) {
      handOver.accept(i);
      if (i % betweenFlushes == betweenFlushes - 1 && client.flush(Duration.ofSeconds(1)).safe()) {
        System.out.println(i + 1);
      }
    }
  }

  /** Each with a frame of its own brightness. */
  private static Prediction prediction(String run, int i) {
    byte[] frame = new byte[FRAME_SIDE * FRAME_SIDE];
    Arrays.fill(frame, (byte) i);
    return Prediction.builder(run + "-" + i)
        .image(Image.raw(frame, PixelFormat.GRAY, FRAME_SIDE, FRAME_SIDE))
        .build();
  }

  /** What earlier processes have left is found a moment after the start; by the end of input. */
  private static void drain(VisionlogClient client) {
    awaitEndOfInput();
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (buffered(client) > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    System.out.println(buffered(client));
    client.close();
  }

  private static long buffered(VisionlogClient client) {
    return client.stats().buffered() + client.predictionStats().buffered();
  }

  private static void awaitEndOfInput() {
    try (Scanner input = new Scanner(System.in, StandardCharsets.UTF_8)) {
      while (input.hasNextLine()) {
        input.nextLine();
      }
    }
  }

  /** Nobody is left to kill it. */
  private static void endWithInput() {
    Thread watch =
        new Thread(
            () -> {
              awaitEndOfInput();
              Runtime.getRuntime().halt(3);
            });
    watch.setDaemon(true);
    watch.start();
  }
}
