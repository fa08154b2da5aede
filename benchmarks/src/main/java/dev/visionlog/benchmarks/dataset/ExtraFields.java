package dev.visionlog.benchmarks.dataset;

import java.util.Locale;
import java.util.SplittableRandom;

/** Extra data as JSON: three fields always, up to five more at times. Any thread. */
final class ExtraFields {
  static final int LINES = 8;
  static final int ORDERS = 100;

  private static final int HOSTS = 12;
  private static final int VERSIONS = 4;
  private static final double SHARE_OF_BATCHES = 0.5;
  private static final double SHARE_OF_ORDERS = 0.001;
  private static final double SHARE_OF_HOSTS = 0.4;
  private static final double SHARE_OF_REQUESTS = 0.3;
  private static final double SHARE_OF_MODELS = 0.25;
  private static final double SHARE_OF_RETRIES = 0.01;

  private ExtraFields() {}

  static String next(Shift shift, SplittableRandom random) {
    StringBuilder json = new StringBuilder("{");
    writeUsual(json, shift, random);
    writeOrder(json, random);
    if (random.nextDouble() < SHARE_OF_HOSTS) {
      json.append(",\"host\":\"edge-").append(random.nextInt(HOSTS)).append('"');
    }
    if (random.nextDouble() < SHARE_OF_REQUESTS) {
      json.append(",\"request\":{\"path\":\"/v1/frames\",\"status\":200,\"bytes\":");
      json.append(random.nextInt(1_000_000)).append('}');
    }
    if (random.nextDouble() < SHARE_OF_MODELS) {
      json.append(",\"model\":{\"name\":\"yolov8m\",\"version\":\"v1.");
      json.append(random.nextInt(VERSIONS)).append("\"}");
    }
    if (random.nextDouble() < SHARE_OF_RETRIES) {
      json.append(",\"retry_count\":").append(random.nextInt(1, 6));
    }
    return json.append('}').toString();
  }

  private static void writeUsual(StringBuilder json, Shift shift, SplittableRandom random) {
    json.append("\"line\":").append(random.nextInt(LINES));
    json.append(",\"shift\":\"").append(shift.name().toLowerCase(Locale.ROOT));
    json.append("\",\"took_ms\":");
    Hole.writeTenths(json, random);
  }

  /** The rare order, or often a batch. */
  private static void writeOrder(StringBuilder json, SplittableRandom random) {
    double kind = random.nextDouble();
    if (kind < SHARE_OF_ORDERS) {
      json.append(",\"order\":\"").append(order(random.nextInt(ORDERS))).append('"');
    } else if (kind < SHARE_OF_BATCHES) {
      json.append(",\"batch\":").append(random.nextInt(100_000));
    }
  }

  static String order(int number) {
    return "A-" + (1_000 + number);
  }
}
