package dev.visionlog.bridge.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What is counted of live tails. For all threads. */
public final class TailMeters {
  private final AtomicInteger streams = new AtomicInteger();
  private final AtomicInteger feeds = new AtomicInteger();
  private final Counter gaps;
  private final Counter skipped;
  private final Counter stalled;

  public TailMeters(MeterRegistry registry) {
    Gauge.builder("visionlog.web.tails", streams, AtomicInteger::get)
        .description("Browsers that follow a live tail")
        .register(registry);
    Gauge.builder("visionlog.web.tail.feeds", feeds, AtomicInteger::get)
        .description("Tails of the server that these browsers share")
        .register(registry);
    gaps = counter(registry, "visionlog.web.tail.gaps", "Gaps of browsers that read too slowly");
    skipped = counter(registry, "visionlog.web.tail.skipped", "Entries that these gaps left out");
    stalled =
        counter(registry, "visionlog.web.tail.stalled", "Browsers dropped for not reading at all");
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  void streams(int change) {
    streams.addAndGet(change);
  }

  void feeds(int now) {
    feeds.set(now);
  }

  void gap(long entries) {
    gaps.increment();
    skipped.increment((double) entries);
  }

  void stalled() {
    stalled.increment();
  }
}
