package dev.visionlog.cli.output;

import java.util.List;
import java.util.Locale;

/** Numbers as people read them, the same on every machine: {@code 1,234 entries}, {@code 1 day}. */
public final class Amounts {
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

  private Amounts() {}

  public static String entries(long count) {
    return of(count, "entry", "entries");
  }

  public static String predictions(long count) {
    return of(count, "prediction", "predictions");
  }

  public static String images(long count) {
    return of(count, "image", "images");
  }

  /** A size as people read it: {@code 512 B}, {@code 1.5 MiB}. */
  public static String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.size() - 1) {
      size /= 1024;
      unit++;
    }
    return unit == 0
        ? grouped(bytes) + " B"
        : String.format(Locale.ROOT, "%,.1f %s", size, UNITS.get(unit));
  }

  /** The number with the word that fits it. */
  public static String of(long count, String one, String several) {
    return grouped(count) + " " + (count == 1 ? one : several);
  }

  public static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
