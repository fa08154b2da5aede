package dev.visionlog.benchmarks.dataset;

import java.util.SplittableRandom;

/** What differs from message to message. */
enum Hole {
  MS,
  FEW,
  NUMBER,
  ID,
  JOB,
  HOST,
  PATH;

  static final int JOBS = 1 << 16;

  private static final int HOSTS = 30;
  private static final int LINES = 8;
  private static final int FILES = 100_000;
  private static final int FEW_BELOW = 10;
  private static final int TENTHS = 5_000;

  void write(StringBuilder to, SplittableRandom random) {
    switch (this) {
      case MS -> writeTenths(to, random);
      case FEW -> to.append(random.nextInt(1, FEW_BELOW));
      case NUMBER -> to.append(random.nextInt(1_000_000));
      case ID -> to.append(Long.toHexString(random.nextLong()));
      case JOB -> to.append(job(random.nextInt(JOBS)));
      case HOST -> to.append("10.0.4.").append(random.nextInt(HOSTS));
      case PATH -> {
        to.append("/data/line-").append(random.nextInt(LINES)).append('/');
        to.append(random.nextInt(FILES)).append(".jpg");
      }
    }
  }

  /** A number below 500 with a digit after the point. */
  static void writeTenths(StringBuilder to, SplittableRandom random) {
    int tenths = random.nextInt(1, TENTHS);
    to.append(tenths / 10).append('.').append(tenths % 10);
  }

  /** Such as {@code job-0a1b2}. */
  static String job(int number) {
    return "job-" + Integer.toHexString(number | 1 << 20).substring(1);
  }
}
