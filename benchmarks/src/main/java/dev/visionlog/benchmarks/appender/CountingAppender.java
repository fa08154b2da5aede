package dev.visionlog.benchmarks.appender;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Formats events as an appender that writes them somewhere would, and counts them. Stands behind
 * appenders that only hand over to another thread.
 */
public final class CountingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final LongAdder EVENTS = new LongAdder();
  private static final LongAdder BYTES = new LongAdder();
  private @Nullable Encoder<ILoggingEvent> encoder;

  /** An element of the configuration. */
  public void setEncoder(Encoder<ILoggingEvent> encoder) {
    this.encoder = encoder;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (encoder != null) {
      BYTES.add(encoder.encode(event).length);
      EVENTS.increment();
    }
  }

  /** How many events all appenders of this class have had. */
  static long events() {
    return EVENTS.sum();
  }
}
