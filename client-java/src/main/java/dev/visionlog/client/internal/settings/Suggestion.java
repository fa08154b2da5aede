package dev.visionlog.client.internal.settings;

import java.util.Comparator;
import java.util.stream.Stream;

/** What someone may have meant. */
final class Suggestion {
  private Suggestion() {}

  /** " (did you mean 'x'?)" with the nearest candidate; nothing if none is near. */
  static String forUnknown(String given, Stream<String> candidates) {
    return candidates
        .min(Comparator.comparingInt(candidate -> distance(given, candidate)))
        .filter(nearest -> distance(given, nearest) <= Math.max(2, given.length() / 3))
        .map(nearest -> " (did you mean '" + nearest + "'?)")
        .orElse("");
  }

  /** How many letters to add, leave out or change. */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
