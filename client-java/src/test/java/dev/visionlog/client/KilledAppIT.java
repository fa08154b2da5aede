package dev.visionlog.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visionlog.testing.ChildProcess;
import dev.visionlog.testing.RealServer;
import dev.visionlog.testing.TcpProxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application with a spool is killed in the middle of writing, again and again, while the wire
 * to the server is cut and mended: whatever it was told to be safe is stored once. {@code
 * -Dkilled.runs=50} does it more often.
 */
class KilledAppIT {
  private static final int ENTRY_RUNS = Integer.getInteger("killed.runs", 10);
  private static final int PREDICTION_RUNS = Integer.getInteger("killed.runs", 3);

  private final Random random = new Random(11);

  @Test
  void entriesThatWereFlushedOrSpooled_areStoredOnce(@TempDir Path folder) {
    storedOnce(folder, "entries", ENTRY_RUNS, "SELECT message FROM logs ORDER BY id");
  }

  @Test
  void predictionsThatWereFlushedOrSpooled_areStoredOnceWithTheirImages(@TempDir Path folder) {
    storedOnce(
        folder,
        "predictions",
        PREDICTION_RUNS,
        "SELECT CASE WHEN image_path IS NULL THEN 'no image' ELSE image_id END FROM predictions ORDER BY id");
  }

  private void storedOnce(Path folder, String items, int runs, String query) {
    Map<Integer, Integer> safe = new HashMap<>();
    try (RealServer server = new RealServer();
        TcpProxy wire = new TcpProxy(server.port())) {
      for (int run = 0; run < runs; run++) {
        safe.put(run, killedRun(folder, wire, run, items));
      }
      wire.heal();
      try (ChildProcess last =
          ChildProcess.start(folder, LoggingApp.class, wire.address(), spool(folder), "drain")) {
        await()
            .untilAsserted(
                () ->
                    assertThat(missing(safe, new HashSet<>(server.sql(query))))
                        .as("safe, but not stored")
                        .isEmpty());
        last.end();
        assertThat(last.readLine()).as(last::err).isEqualTo("0");
        assertThat(last.exitCode()).as(last::err).isZero();
      }
      List<String> stored = server.sql(query);
      assertThat(new HashSet<>(stored)).as("nothing twice").hasSize(stored.size());
      assertThat(outOfOrder(stored)).as("out of order").isEmpty();
    }
  }

  /** Returns how many entries the application was told to be safe. */
  private int killedRun(Path folder, TcpProxy wire, int run, String items) {
    ChildProcess app =
        ChildProcess.start(
            folder, LoggingApp.class, wire.address(), spool(folder), Integer.toString(run), items);
    switch (random.nextInt(4)) {
      case 0 -> wire.refuse();
      case 1 -> wire.cut();
      default -> wire.heal();
    }
    int safe = 0;
    int flushes = 1 + random.nextInt(15);
    for (int i = 0; i < flushes; i++) {
      String line = app.readLine();
      assertThat(line).as(app::err).isNotNull();
      safe = Integer.parseInt(line);
      if (random.nextInt(10) == 0) {
        wire.cut();
      }
    }
    app.kill();
    return safe;
  }

  private static String spool(Path folder) {
    return folder.resolve("spool").toString();
  }

  private static List<String> missing(Map<Integer, Integer> safe, Set<String> stored) {
    List<String> missing = new ArrayList<>();
    safe.forEach(
        (run, count) -> {
          for (int i = 0; i < count; i++) {
            if (!stored.contains(run + "-" + i)) {
              missing.add(run + "-" + i);
            }
          }
        });
    return missing;
  }

  private static List<String> outOfOrder(List<String> stored) {
    Map<String, Integer> last = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (String message : stored) {
      int dash = message.indexOf('-');
      int number = Integer.parseInt(message.substring(dash + 1));
      if (last.merge(message.substring(0, dash), number, (a, b) -> a < b ? b : -1) < 0) {
        found.add(message);
      }
    }
    return found;
  }
}
