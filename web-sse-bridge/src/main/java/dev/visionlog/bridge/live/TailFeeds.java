package dev.visionlog.bridge.live;

import com.linecorp.armeria.common.CommonPools;
import dev.visionlog.bridge.upstream.Caller;
import dev.visionlog.bridge.upstream.Upstream;
import dev.visionlog.v1.LogServiceGrpc.LogServiceStub;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The feeds that are being read: one for each caller, filter and kind of events, for as long as a
 * browser reads it. Together they keep a bounded number of bytes. For all threads.
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
  record Key(Caller caller, String filter, TailEvents events) {}

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
        new TailFeed(
            logs(key.caller()),
            key.filter(),
            key.events(),
            () -> limit,
            CommonPools.workerGroup().next());
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

  /** How a caller's streams are opened. */
  Supplier<LogServiceStub> logs(Caller caller) {
    return () -> upstream.logStreams(caller);
  }
}
