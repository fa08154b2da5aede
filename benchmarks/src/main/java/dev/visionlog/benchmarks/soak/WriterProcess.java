package dev.visionlog.benchmarks.soak;

import dev.visionlog.client.FlushResult;
import dev.visionlog.client.VisionlogClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An application with a spool, to be killed. Its arguments are the server's address, the spool's
 * folder, the writer's name and its rate. After each flush it prints how many messages are safe,
 * and whether all of them have been delivered. When its input ends it hands over nothing more,
 * brings home what there is, and ends.
 */
final class WriterProcess {
  /** How a line begins that says how many are safe, and whether all are delivered. */
  static final String REPORT = "canaries ";

  private static final Duration FLUSH = Duration.ofMillis(200);
  private static final Duration BRING_HOME_WITHIN = Duration.ofMinutes(2);

  private final VisionlogClient client;
  private final Freight freight = new Freight.Entries();
  private final String name;
  private final Pace pace;
  private long handed;
  private long safe;

  private WriterProcess(List<String> arguments) {
    client =
        VisionlogClient.start(ClientWriter.settings(arguments.get(0), Path.of(arguments.get(1))));
    name = arguments.get(2);
    pace = new Pace(Double.parseDouble(arguments.get(3)));
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    new WriterProcess(List.of(arguments)).run();
  }

  private void run() throws IOException, InterruptedException {
    while (System.in.available() == 0) {
      write();
      report();
      Thread.sleep(Pace.TICK.toMillis());
    }
    long end = System.nanoTime() + BRING_HOME_WITHIN.toNanos();
    while (!report() && System.nanoTime() < end) {
      Thread.sleep(Pace.TICK.toMillis());
    }
    client.close();
  }

  private void write() {
    for (int i = pace.due(); i > 0; i--) {
      freight.handOver(client, Canary.now(name, ++handed), Instant.now());
    }
  }

  private boolean report() {
    FlushResult result = client.flush(FLUSH);
    if (result.safe()) {
      safe = handed;
    }
    boolean delivered = result.complete() && client.stats().buffered() == 0;
    System.out.println(REPORT + safe + " " + delivered);
    return delivered;
  }
}
