package dev.visionlog.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Scanner;

/**
 * An application that logs {@code RUN-0}, {@code RUN-1} … until it is killed, and prints after each
 * flush how many are safe. Started with {@code drain} in place of a number, it logs nothing, waits
 * until the spool is empty and ends.
 */
final class LoggingApp {
  private static final int BETWEEN_FLUSHES = 250;

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
            .watchThresholds(false)
            .build();
    VisionlogClient client = VisionlogClient.start(settings);
    if (args[2].equals("drain")) {
      drain(client);
    } else {
      endWithInput();
      log(client, args[2]);
    }
  }

  private static void log(VisionlogClient client, String run) {
    for (int i = 0; ; i++) {
      client.log(Level.INFO, run + "-" + i);
      if (i % BETWEEN_FLUSHES == BETWEEN_FLUSHES - 1
          && client.flush(Duration.ofSeconds(1)).safe()) {
        System.out.println(i + 1);
      }
    }
  }

  private static void drain(VisionlogClient client) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!(client.flush(Duration.ofSeconds(5)).complete() && client.stats().buffered() == 0)
        && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    System.out.println(client.stats());
    client.close();
  }

  /** Nobody is left to kill it. */
  private static void endWithInput() {
    Thread watch =
        new Thread(
            () -> {
              try (Scanner input =
                  new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8)) {
                while (input.hasNextLine()) {
                  input.nextLine();
                }
              }
              Runtime.getRuntime().halt(3);
            });
    watch.setDaemon(true);
    watch.start();
  }
}
