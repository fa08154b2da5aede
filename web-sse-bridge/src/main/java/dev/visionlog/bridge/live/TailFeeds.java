package dev.visionlog.bridge.live;

import com.linecorp.armeria.common.CommonPools;
import dev.visionlog.bridge.upstream.Caller;
import dev.visionlog.bridge.upstream.Upstream;
import java.util.HashMap;
import java.util.Map;

/**
 * The feeds that are being read: one for each caller, filter and kind, for as long as a browser
 * reads it. Together they keep a bounded number of bytes. For all threads.
 */
public final class TailFeeds {
  /** For all feeds together. */
  private static final long BUDGET_BYTES = 32L * 1024 * 1024;

  private final Upstream upstream;
  private final TailMeters meters;
  private final Map<Key, TailFeed> feeds = new HashMap<>();
  private volatile long limit = BUDGET_BYTES;

  public TailFeeds(Upstream upstream, TailMeters meters) {
    this.upstream = upstream;
    this.meters = meters;
  }

  /** What browsers have to have in common to read the same feed. */
  record Key(Caller caller, String filter, TailKind kind) {}

  /** The feed that the reader is to read; it has to leave it. */
  synchronized TailFeed join(Key key, TailFeed.Reader reader) {
    TailFeed feed = feeds.get(key);
    if (feed == null || feed.refused().isPresent()) {
      feed = open(key);
    }
    feed.add(reader);
    meters.streams(1);
    return feed;
  }

  private TailFeed open(Key key) {
    TailFeed feed =
        new TailFeed(source(key), key.filter(), () -> limit, CommonPools.workerGroup().next());
    feeds.put(key, feed);
    share();
    feed.start();
    return feed;
  }

  synchronized void leave(Key key, TailFeed feed, TailFeed.Reader reader) {
    feed.remove(reader);
    meters.streams(-1);
    if (!feed.isRead()) {
      feed.close();
      feeds.remove(key, feed);
      share();
    }
  }

  private void share() {
    limit = BUDGET_BYTES / Math.max(1, feeds.size());
    meters.feeds(feeds.size());
  }

  TailMeters meters() {
    return meters;
  }

  /** How the server is asked. */
  ResumingTail.Source source(Key key) {
    return (resume, call) -> key.kind().start(upstream, key.caller(), resume, call);
  }
}
