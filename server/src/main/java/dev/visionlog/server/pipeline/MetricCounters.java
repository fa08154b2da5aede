package dev.visionlog.server.pipeline;

import java.util.concurrent.atomic.LongAdder;

/**
 * The account of all metrics of one kind that were to be recorded. {@code received = stored +
 * rejected + duplicate + failed}. For all threads.
 */
public final class MetricCounters {
  public final LongAdder received = new LongAdder();
  public final LongAdder stored = new LongAdder();
  public final LongAdder rejected = new LongAdder();
  public final LongAdder duplicate = new LongAdder();
  public final LongAdder failed = new LongAdder();
}
