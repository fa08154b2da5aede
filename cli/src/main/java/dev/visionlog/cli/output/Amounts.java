package dev.visionlog.cli.output;

import java.util.Locale;

/** Numbers as people read them, the same on every machine: {@code 1,234 entries}, {@code 1 day}. */
public final class Amounts {
  private Amounts() {}

  public static String entries(long count) {
    return of(count, "entry", "entries");
  }

  /** The number with the word that fits it. */
  public static String of(long count, String one, String several) {
    return grouped(count) + " " + (count == 1 ? one : several);
  }

  public static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
