package dev.visionlog.server.pipeline;

import java.util.concurrent.atomic.LongAdder;

/**
 * The account of all entries that came in. {@code received = stored + suppressed + rejected +
 * duplicate + failed + buffered}. For all threads.
 */
public final class PipelineCounters {
  public final LongAdder received = new LongAdder();
  public final LongAdder stored = new LongAdder();
  public final LongAdder suppressed = new LongAdder();
  public final LongAdder rejected = new LongAdder();
  public final LongAdder duplicate = new LongAdder();
  public final LongAdder failed = new LongAdder();
  public final LongAdder buffered = new LongAdder();
  public final LongAdder transactions = new LongAdder();
}
