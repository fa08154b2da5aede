package dev.visionlog.cli.importing;

/** Takes what a parser makes of lines. Every line is told of exactly once, as one of these. */
public interface ImportSink<E> {
  /** An entry that began at the origin. */
  void entry(Origin origin, E entry);

  /** A further line of an entry that is or will be told. */
  void continuation();

  /** A line that holds nothing. */
  void blank();

  /** A line that cannot become an entry, and why. */
  void rejected(Origin origin, String reason);
}
