package dev.visionlog.benchmarks.dataset;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A sentence with holes, such as {@code opened <path>}. Any thread.
 *
 * @param texts around the holes, one more than holes
 */
record Sentence(List<String> texts, List<Hole> holes) {
  private static final Pattern HOLE = Pattern.compile("<(\\w+)>");

  static Sentence of(String sentence) {
    List<Hole> holes =
        HOLE.matcher(sentence).results().map(hole -> Hole.valueOf(name(hole))).toList();
    return new Sentence(List.of(HOLE.split(sentence, -1)), holes);
  }

  private static String name(MatchResult hole) {
    return hole.group(1).toUpperCase(Locale.ROOT);
  }

  /** Appends it, with other values each time. */
  void write(StringBuilder to, SplittableRandom random) {
    to.append(texts.get(0));
    for (int i = 0; i < holes.size(); i++) {
      holes.get(i).write(to, random);
      to.append(texts.get(i + 1));
    }
  }
}
