package dev.visionlog.benchmarks.dataset;

/** When people work, and how much there is to say. */
enum Shift {
  EARLY(1),
  LATE(0.9),
  NIGHT(0.15);

  private static final int EARLY_FROM = 6;
  private static final int LATE_FROM = 14;
  private static final int NIGHT_FROM = 22;

  private final double weight;

  Shift(double weight) {
    this.weight = weight;
  }

  static Shift at(int hour) {
    if (hour < EARLY_FROM || hour >= NIGHT_FROM) {
      return NIGHT;
    }
    return hour < LATE_FROM ? EARLY : LATE;
  }

  double weight() {
    return weight;
  }
}
