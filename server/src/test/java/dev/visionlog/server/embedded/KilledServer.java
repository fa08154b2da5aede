package dev.visionlog.server.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that starts an embedded PostgreSQL, says so and waits to be killed. */
final class KilledServer {
  private KilledServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            EmbeddedPostgresOptions.of(Path.of(arguments[0]))
                .withBinariesFolder(Path.of(arguments[1])));
    System.out.println("postmaster " + postgres.pid());
    new CountDownLatch(1).await();
  }
}
