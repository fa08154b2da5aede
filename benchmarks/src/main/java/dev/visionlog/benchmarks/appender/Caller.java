package dev.visionlog.benchmarks.appender;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.slf4j.MDC;

/** A thread that logs: it has an MDC, and counts its events and the bytes that it allocates. */
@State(Scope.Thread)
public class Caller {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private long events;
  private long bytesBefore;

  @Setup(Level.Iteration)
  public void begin() {
    fillContext();
    events = 0;
    bytesBefore = allocated();
  }

  @TearDown(Level.Iteration)
  public void end() {
    long bytes = allocated() - bytesBefore;
    Objects.requireNonNull(Tally.current()).add(events, bytes);
  }

  /** One more event. */
  void count() {
    events++;
  }

  /** The MDC is the thread's own, and to configure Logback empties it. */
  private static void fillContext() {
    Logback.context();
    MDC.put("camera_id", "7");
    MDC.put("site", "north");
    MDC.put("request_id", "b0b1d8a4");
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
