package dev.visionlog.bridge.live;

/**
 * A place in a feed.
 *
 * @param chunk the number of the last chunk before it
 * @param position everything up to this position lies before it
 * @param entries how many entries of the feed lie before it, with those that the server left out
 */
record FeedMark(long chunk, long position, long entries) {

  /** The place behind a chunk that follows. */
  FeedMark next(long lastPosition, long count) {
    return new FeedMark(chunk + 1, lastPosition, entries + count);
  }

  /** The same place for a reader that has more from elsewhere. */
  FeedMark atLeast(long other) {
    return other > position ? new FeedMark(chunk, other, entries) : this;
  }
}
